package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublishNowTest extends SchedulingScenario {

  @Inject PublicationLedger ledger;

  @Test
  void shouldPlanWhatIsApprovedForThisMoment() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Instant before = clock.instant();

    List<String> ids =
        publish(editor, draft, 1)
            .statusCode(201)
            .body("publications", hasSize(1))
            .body("publications[0].state", equalTo("planned"))
            .body("action.undo.possible", equalTo(false))
            .extract()
            .path("publications.id");

    UUID id = UUID.fromString(ids.getFirst());
    assertEquals(
        1, ledger.claim(1000).stream().filter(claim -> claim.publicationId().equals(id)).count());
    Instant due = Instant.parse((String) shown(id).get("due_at"));
    assertEquals(true, !due.isBefore(before.minusMillis(1)) && !due.isAfter(clock.instant()));
  }

  @Test
  void shouldRefuseWhatIsNotApprovedAndPlanNothing() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");

    publish(editor, draft, 1)
        .statusCode(409)
        .body("code", equalTo("not_approved"))
        .body("next_step", containsString("submit_for_approval"));

    Requests.as(viewer).get(path("/calendar")).then().body("publications", hasSize(0));
  }

  @Test
  void shouldRefuseContentThatHasChangedSinceItsApproval() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    content.revised(draft, 2, "Hello again");

    publish(editor, draft, 2).statusCode(409).body("code", equalTo("not_approved"));
    publish(editor, draft, 1).statusCode(409).body("code", equalTo("stale_revision"));
  }

  @Test
  void shouldShowAPersonWhichRulesItBreaksAndNotBeHeldUp() {
    UUID channel = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", channel);
    Tokens chat = Tokens.of(workspace, "editor").client("chat");
    String before =
        publish(chat, draft, 1)
            .statusCode(428)
            .body("confirmation.summary", startsWith("Publish at once on one channel: "))
            .extract()
            .path("confirmation.id");
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "blackouts",
                List.of(
                    Map.of(
                        "reason",
                        "Mourning",
                        "first_date",
                        today.toString(),
                        "last_date",
                        today.plusDays(1).toString())),
                "channels",
                List.of(),
                "missed_posts",
                "send"))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);

    publish(chat, draft, 1)
        .statusCode(428)
        .body("confirmation.id", not(equalTo(before)))
        .body(
            "confirmation.summary",
            allOf(
                containsString("although that breaks the publishing rules (blackout until "),
                containsString("Mourning")));
    publish(editor, draft, 1)
        .statusCode(201)
        .body("action.next_step", containsString("breaks 1 of the workspace's publishing rules"));
  }

  @Test
  void shouldNeedTheScopeAndTheRole() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));

    publish(editor.scopes("schedule:write"), draft, 1)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    publish(viewer, draft, 1).statusCode(403).body("code", equalTo("permission_denied"));
  }

  private ValidatableResponse publish(Tokens person, Draft draft, int revision) {
    return Requests.as(person)
        .body(Map.of("draft_id", draft.id(), "expected_revision", revision))
        .post(path("/publications/immediate"))
        .then();
  }
}
