package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What putting a draft aside does to its reviews. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ArchivingTest extends ReviewScenario {

  @Test
  void anOpenReviewIsWithdrawn() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);

    archive(draft, "archived", Instant.now());

    awaitEvent(draft, "withdrawn");
    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
  }

  @Test
  void anApprovalStays() {
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);

    archive(draft, "archived", Instant.now());

    reviewsOf(draft).body("reviews.state", contains("approved"));
    assertEquals(List.of("open", "approved"), toldStates(draft));
  }

  @Test
  void anArchivedDraftIsSubmittedOnceItIsRestored() {
    UUID draft = drafted("One");
    archive(draft, "archived", Instant.now());

    submit(draft, 1).statusCode(409).body("code", equalTo("draft_archived"));

    archive(draft, "restored", Instant.now());
    submit(draft, 1).statusCode(201);
  }

  @Test
  void newsThatComesLateChangesNothing() {
    UUID draft = drafted("One");
    Instant now = Instant.now();
    archive(draft, "restored", now);

    archive(draft, "archived", now.minusSeconds(1));

    submit(draft, 1).statusCode(201);
  }

  private void archive(UUID draft, String what, Instant at) {
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.drafts",
            "io.postly.draft." + what + ".v1",
            draft,
            workspace,
            Map.of(
                "draft_id",
                draft,
                "workspace",
                workspace,
                "by",
                person("the-author"),
                "through",
                "mcp",
                "at",
                at)));
  }
}
