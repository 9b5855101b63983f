package io.postly.approvals.invitation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What members do with invitations. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class InvitationTest extends InvitationScenario {

  @Test
  void aMemberInvitesAndIsShownLinkAndCodeOnce() {
    String review = submitted(drafted("Hello"), 1);

    ValidatableResponse created =
        invite(inConsole("editor"), review, Map.of("label", " The client "))
            .statusCode(201)
            .body("invitation.state", equalTo("open"))
            .body("invitation.review_id", equalTo(review))
            .body("invitation.label", equalTo("The client"))
            .body("invitation.invited_by.id", equalTo(member("editor").subjectId()))
            .body("invitation.wrong_codes", equalTo(0))
            .body("access.code", matchesPattern("[2-9A-HJKMNP-Z]{8}"))
            .body("access.link", matchesPattern(".*/console/invitation/[A-Za-z0-9_-]{43}"))
            .body("action.undo.by", equalTo("revoke_invitation"))
            .body("action.next_step", containsString("different ways"));

    assertEquals(Duration.ofDays(7), lifetime(created));
    listed(review)
        .body("invitations", hasSize(1))
        .body("invitations[0].state", equalTo("open"))
        .body("invitations[0].access", nullValue())
        .body("invitations[0].verdict", nullValue());
  }

  @Test
  void noTwoAreAlikeAndTheDatabaseKnowsNeitherLinkNorCode() {
    String review = submitted(drafted("Hello"), 1);

    Invited one = invited(review);
    Invited other = invited(review);

    assertNotEquals(one.token(), other.token());
    assertNotEquals(one.code(), other.code());
    for (String secret : List.of(one.token(), one.code())) {
      for (String table :
          List.of(
              "invitation",
              "audit_entry",
              "undo_record",
              "outbox",
              "sent_event",
              "idempotency_record")) {
        assertEquals(0, rowsWith(table, secret), table);
      }
    }
  }

  @Test
  void aRepeatedKeyedCallIsAnsweredWithoutThem() {
    String review = submitted(drafted("Hello"), 1);
    String key = "invite-" + review;

    Invited first =
        read(keyed(key, review).statusCode(201).body("action.replayed", equalTo(false)));
    keyed(key, review)
        .statusCode(201)
        .body("invitation.id", equalTo(first.id()))
        .body("action.replayed", equalTo(true))
        .body("access", nullValue());

    listed(review).body("invitations", hasSize(1));
    assertEquals(0, rowsWith("idempotency_record", first.token()));
    assertEquals(0, rowsWith("idempotency_record", first.code()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void itLastsAsLongAsTheMemberSays(int days) {
    String review = submitted(drafted("Hello"), 1);

    ValidatableResponse created =
        invite(inConsole("approver"), review, Map.of("lifetime_days", days)).statusCode(201);

    assertEquals(Duration.ofDays(days), lifetime(created));
    later(Duration.ofDays(days).plusSeconds(1));
    assertEquals("expired", state(review));
  }

  @Test
  void inputHasItsBounds() {
    String review = submitted(drafted("Hello"), 1);
    Map<String, Object> wrong = new HashMap<>();
    wrong.put("label", "x".repeat(81));
    wrong.put("lifetime_days", 31);
    wrong.put("mood", "cheerful");

    invite(inConsole("approver"), review, wrong)
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("label", "lifetime_days", "mood"));
    invite(inConsole("approver"), review, Map.of("lifetime_days", 0)).statusCode(400);
    listed(review).body("invitations", empty());
  }

  @ParameterizedTest
  @CsvSource({"mcp", "rest"})
  void assistantsCanNeitherInviteNorReadNorRevoke(String channel) {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    Tokens assistant = member("admin").channel(channel).client("assistant");

    for (ValidatableResponse refused :
        List.of(
            invite(assistant, review, Map.of()),
            Requests.as(assistant).get(invitations(review)).then(),
            revoke(assistant, review, invited.id()))) {
      refused.statusCode(403).body("code", equalTo("not_for_assistants"));
    }
  }

  @ParameterizedTest
  @CsvSource({"viewer", "analyst"})
  void whoNeitherSubmitsNorDecidesReadsOnly(String role) {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    Tokens reader = inConsole(role);

    invite(reader, review, Map.of()).statusCode(403).body("code", equalTo("permission_denied"));
    revoke(reader, review, invited.id()).statusCode(403).body("code", equalTo("permission_denied"));
    Requests.as(reader).get(invitations(review)).then().statusCode(200);
  }

  @Test
  void anotherWorkspacesReviewsAndInvitationsDoNotExist() {
    String review = submitted(drafted("Secret"), 1);
    Invited invited = invited(review);
    String other = "o-" + UUID.randomUUID();
    Tokens stranger = Tokens.of(other, "admin").channel("console");
    String theirs = "/api/v1/workspaces/" + other + "/reviews/";

    for (String id : List.of(review, UUID.randomUUID().toString())) {
      String there = theirs + id + "/invitations";
      notFound(Requests.as(stranger).body(Map.of()).post(there).then());
      notFound(Requests.as(stranger).get(there).then());
      notFound(Requests.as(stranger).post(there + "/" + invited.id() + "/revocation").then());
    }
    notFound(revoke(inConsole("admin"), submitted(drafted("Other"), 1), invited.id()));
    assertEquals("open", state(review));
  }

  @Test
  void nobodyIsInvitedToWhatIsDecided() {
    String review = submitted(drafted("Hello"), 1);
    approve(review, 1).statusCode(200);

    invite(inConsole("approver"), review, Map.of())
        .statusCode(409)
        .body("code", equalTo("review_not_open"));
  }

  @Test
  void aReviewHasABoundedNumberOfThem() {
    String review = submitted(drafted("Hello"), 1);
    Collections.nCopies(20, review).forEach(this::invited);

    invite(inConsole("approver"), review, Map.of())
        .statusCode(409)
        .body("code", equalTo("too_many_invitations"));
    listed(review).body("invitations", hasSize(20));
  }

  @Test
  void oneIsRevokedOnceAndWhoeverDidStaysNamed() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);

    revoke(inConsole("editor"), review, invited.id())
        .statusCode(200)
        .body("state", equalTo("revoked"))
        .body("revoked_by.id", equalTo(member("editor").subjectId()))
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", containsString("invite_reviewer"));
    revoke(inConsole("admin"), review, invited.id())
        .statusCode(200)
        .body("state", equalTo("revoked"))
        .body("revoked_by.id", equalTo(member("editor").subjectId()));
    look(invited.page()).then().statusCode(404);
  }

  @Test
  void invitingIsUndoneByRevoking() {
    String review = submitted(drafted("Hello"), 1);
    ValidatableResponse created = invite(inConsole("editor"), review, Map.of()).statusCode(201);

    undo(created)
        .statusCode(200)
        .body("undone.by", equalTo("revoke_invitation"))
        .body("result.state", equalTo("revoked"))
        .body("action.undo.possible", equalTo(false));

    look(read(created).page()).then().statusCode(404);
  }

  @Test
  void whatWasDecidedByOneStands() {
    String review = submitted(drafted("Hello"), 1);
    ValidatableResponse created = invite(inConsole("editor"), review, Map.of()).statusCode(201);
    Invited invited = read(created);
    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    revoke(inConsole("editor"), review, invited.id())
        .statusCode(409)
        .body("code", equalTo("invitation_used"))
        .body("detail", startsWith(GUEST + " (external)"));
    undo(created)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("approve_by_invitation by " + GUEST + " (external)"));
    listed(review).body("invitations.state", contains("used"));
  }

  private ValidatableResponse keyed(String key, String review) {
    return Requests.as(inConsole("approver"))
        .header("Idempotency-Key", key)
        .body(Map.of("label", "The client"))
        .post(invitations(review))
        .then();
  }

  private ValidatableResponse undo(ValidatableResponse done) {
    String offer = done.body("action.undo.id", notNullValue()).extract().path("action.undo.id");
    return Requests.as(inConsole("editor")).post(address("/undo/" + offer)).then();
  }

  private static void notFound(ValidatableResponse answer) {
    answer.statusCode(404).body("code", equalTo("not_found"));
  }

  private static Duration lifetime(ValidatableResponse created) {
    String from = created.extract().path("invitation.invited_at");
    String to = created.extract().path("invitation.expires_at");
    return Duration.between(Instant.parse(from), Instant.parse(to));
  }

  private static long rowsWith(String table, String text) {
    return PostlyBackends.count(
        "SELECT count(*) FROM " + table + " AS row WHERE row::text LIKE '%" + text + "%'");
  }
}
