package io.postly.approvals.review;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which approvals no client's own dialog is enough for. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PersonRequirementTest extends ReviewScenario {

  @Inject PersonRequirement requirement;

  @Test
  void whatAnAssistantWroteNeedsAPerson() {
    assertTrue(requirement.appliesTo(workspace, review(written("Hello", "mcp"))));
  }

  @Test
  void whatAPersonWroteDoesNot() {
    assertFalse(requirement.appliesTo(workspace, review(written("Hello", "console"))));
    assertFalse(requirement.appliesTo(workspace, review(written("Hello", "rest"))));
  }

  @Test
  void whoFirstWroteTheContentCounts() {
    UUID draft = written("Hello", "mcp");
    revised(draft, 2, "Hello", event -> event.put("authored_through", "console"));

    assertTrue(requirement.appliesTo(workspace, UUID.fromString(submitted(draft, 2))));
  }

  @Test
  void aPolicyCanDoWithoutIt() {
    UUID before = review(written("Before", "mcp"));
    setPolicy(policy -> policy.put("assistant_drafts_need_person", false));

    assertFalse(requirement.appliesTo(workspace, review(written("After", "mcp"))));
    assertTrue(requirement.appliesTo(workspace, before));
  }

  @Test
  void aReviewOutOfReachTellsNothing() {
    UUID review = review(written("Hello", "mcp"));

    assertFalse(requirement.appliesTo("elsewhere", review));
    assertFalse(requirement.appliesTo(workspace, UUID.randomUUID()));
  }

  private UUID written(String text, String through) {
    return revised(UUID.randomUUID(), 1, text, event -> event.put("authored_through", through));
  }

  private UUID review(UUID draft) {
    return UUID.fromString(submitted(draft, 1));
  }
}
