package io.postly.approvals.invitation;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the person sees, and can do, who follows a link. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class InvitedPersonTest extends InvitationScenario {

  @Inject BlobStore blobs;

  private static final String HOSTILE = "<script>alert(1)</script><b>\"'&{view.token}";

  @Test
  void aLinkAsksForANameAndTheCodeAndShowsNothingBefore() {
    Invited invited = invited(submitted(drafted("Not for everybody"), 1));

    Response answer = look(invited.page());

    answer.then().statusCode(200).contentType("text/html");
    Document page = Jsoup.parse(answer.asString());
    assertNotNull(page.selectFirst("input[name=name]"));
    assertNotNull(page.selectFirst("input[name=code]"));
    assertFalse(page.text().contains("Not for everybody"));
    assertFalse(answer.asString().contains(workspace()));
  }

  @Test
  void everyAnswerIsForThisBrowserAlone() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String cookie = entered(invited);

    for (Response answer :
        List.of(
            look(invited.page()),
            look(invited.page(), cookie),
            enter(invited, GUEST, invited.wrongCode()),
            look("/console/invitation/nothing"),
            look("/console/invitation/nothing/at/all"))) {
      answer
          .then()
          .header(
              "Content-Security-Policy",
              allOf(
                  startsWith("default-src 'none';"),
                  containsString("form-action 'self';"),
                  containsString("frame-ancestors 'none'"),
                  not(containsString("script-src")),
                  not(containsString("unsafe"))))
          .header("Referrer-Policy", equalTo("no-referrer"))
          .header("Cache-Control", equalTo("no-store"))
          .header("X-Content-Type-Options", equalTo("nosniff"))
          .header("X-Robots-Tag", startsWith("noindex"));
      Document page = Jsoup.parse(answer.asString());
      assertTrue(page.select("script").isEmpty());
      assertTrue(page.select("a[href^=/console]").isEmpty(), "Nothing leads into the console");
    }
  }

  @Test
  void picturesAreShownToWhoHasGivenTheCodeAndToNobodyElse() {
    byte[] content = HOSTILE.getBytes(StandardCharsets.UTF_8);
    String sha256 = blobs.put(content).sha256();
    String other = blobs.put(new byte[] {1}).sha256();
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Look",
            event -> event.put("media", List.of(picture(sha256, "A sunrise"))));
    Invited invited = invited(submitted(draft, 1));
    String cookie = entered(invited);

    Document page = Jsoup.parse(look(invited.page(), cookie).asString());
    String address = page.selectFirst(".pictures img").attr("src");
    assertEquals("A sunrise", page.selectFirst(".pictures img").attr("alt"));
    Response shown = look(address, cookie);
    shown
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Cache-Control", equalTo("no-store"));
    assertArrayEquals(content, shown.asByteArray());
    look(address).then().statusCode(404);
    look(address.replace(sha256, other), cookie).then().statusCode(404);
  }

  @Test
  void theThreadIsShownPartByPart() {
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Look",
            event ->
                event.put("thread", List.of(Map.of("text", HOSTILE), Map.of("text", "The end"))));
    Invited invited = invited(submitted(draft, 1));

    Document page = Jsoup.parse(look(invited.page(), entered(invited)).asString());

    Element thread = page.selectFirst("ol.thread");
    assertEquals("2", thread.attr("start"));
    assertEquals(
        List.of(HOSTILE, "The end"),
        thread.select("li > blockquote").stream().map(Element::wholeText).toList());
  }

  @Test
  void theContentWarningIsShownBeforeItsText() {
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Look",
            event ->
                event.put(
                    "variants",
                    List.of(
                        Map.of("network", "mastodon", "text", "Hi", "content_warning", HOSTILE))));
    Invited invited = invited(submitted(draft, 1));

    Document page = Jsoup.parse(look(invited.page(), entered(invited)).asString());

    Element warning = page.selectFirst("p.warning");
    assertEquals("Content warning: " + HOSTILE, warning.wholeText());
    assertEquals("Hi", warning.nextElementSibling().wholeText());
    assertEquals(1, page.select("p.warning").size());
  }

  private static Map<String, Object> picture(String sha256, String altText) {
    return Map.of(
        "media_id",
        UUID.randomUUID(),
        "sha256",
        sha256,
        "type",
        "image/png",
        "bytes",
        7,
        "width",
        40,
        "height",
        30,
        "alt_text",
        altText);
  }

  @Test
  void linksThatLeadNowhereAreAllAnsweredAlike() {
    Map<String, String> bodies = new LinkedHashMap<>();
    String review = submitted(drafted("Hello"), 1);

    bodies.put("malformed", nothing("/console/invitation/x"));
    bodies.put("unknown", nothing("/console/invitation/" + "x".repeat(43)));
    Invited revoked = invited(review);
    revoke(inConsole("approver"), review, revoked.id()).statusCode(200);
    bodies.put("revoked", nothing(revoked.page()));
    Invited locked = invited(review);
    lock(locked);
    bodies.put("locked", nothing(locked.page()));
    Invited used = invited(review);
    approveFromOutside(used, entered(used)).then().statusCode(303);
    bodies.put("used", nothing(used.page()));
    Invited expired = invited(review);
    later(Duration.ofDays(8));
    bodies.put("expired", nothing(expired.page()));

    assertEquals(1, Map.copyOf(bodies).values().stream().distinct().count(), bodies::toString);
    for (Invited ended : List.of(revoked, locked, used, expired)) {
      Response answer = enter(ended, GUEST, ended.code());
      answer.then().statusCode(404);
      assertEquals(bodies.get("unknown"), answer.asString());
      assertNull(answer.cookie(COOKIE));
    }
  }

  @Test
  void theRightCodeMayBeTypedAsPeopleType() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String typed =
        " "
            + invited.code().substring(0, 4).toLowerCase(Locale.ROOT)
            + "-"
            + invited.code().substring(4);

    enter(invited, GUEST, typed)
        .then()
        .statusCode(303)
        .header("Location", containsString(invited.page()));
  }

  @Test
  void theCookieIsForThisInvitationAloneAndForAMoment() {
    Invited invited = invited(submitted(drafted("Hello"), 1));

    Cookie cookie = enter(invited, GUEST, invited.code()).detailedCookie(COOKIE);

    assertTrue(cookie.isHttpOnly());
    assertEquals("Strict", cookie.getSameSite());
    assertEquals(invited.page(), cookie.getPath());
    assertEquals(1800, cookie.getMaxAge());
    look(invited.page(), cookie.getValue()).then().body(containsString("Approve"));
    later(Duration.ofMinutes(31));
    look(invited.page(), cookie.getValue()).then().body(containsString("name=\"code\""));
  }

  @Test
  void wrongCodesLockItAndThenTheRightOneDoesNotHelp() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);

    for (int tries = 1; tries < 5; tries++) {
      enter(invited, GUEST, invited.wrongCode())
          .then()
          .statusCode(403)
          .body(containsString("not the code"));
    }
    listed(review).body("invitations[0].wrong_codes", equalTo(4));
    enter(invited, GUEST, invited.wrongCode()).then().statusCode(404);

    enter(invited, GUEST, invited.code()).then().statusCode(404);
    assertEquals("locked", state(review));
  }

  @Test
  void whoWasInAlreadyIsOutOnceItIsLocked() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String cookie = entered(invited);

    lock(invited);

    look(invited.page(), cookie).then().statusCode(404);
  }

  @Test
  void wrongCodesCountWhoeverWasRightBetweenThem() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);

    for (int tries = 0; tries < 5; tries++) {
      enter(invited, GUEST, invited.wrongCode());
      if (tries < 4) {
        entered(invited);
      }
    }

    assertEquals("locked", state(review));
  }

  @RepeatedTest(2)
  void noMoreCodesAreTriedThanAreCounted() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);

    List<Integer> statuses =
        atOnce(20, () -> enter(invited, GUEST, invited.wrongCode()).statusCode());

    assertEquals(4, Collections.frequency(statuses, 403));
    assertEquals(16, Collections.frequency(statuses, 404));
    listed(review).body("invitations[0].wrong_codes", equalTo(5));
    assertEquals(5, audited(invited, "code = 'wrong_code'"));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"", "   ", "Two\nlines", "Turned \u202eround", "Nul\u0000"})
  void aNameIsOneLineAndNoTryIsSpentOnAnother(String name) {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);

    enter(invited, name, invited.wrongCode()).then().statusCode(400);
    enter(invited, "x".repeat(81), invited.wrongCode()).then().statusCode(400);

    listed(review).body("invitations[0].wrong_codes", equalTo(0));
    enter(invited, "👋🏽".repeat(40), invited.code()).then().statusCode(303);
  }

  @Test
  void itShowsExactlyTheRevisionUnderReviewAndNothingElse() {
    UUID draft =
        revised(UUID.randomUUID(), 1, "Before", event -> event.put("title", "The team's title"));
    revised(
        draft,
        2,
        "Spring is here",
        event -> {
          event.put("title", "The team's title");
          event.put("labels", List.of("the-teams-label"));
        });
    String review =
        Requests.as(member("editor"))
            .body(Map.of("draft_id", draft, "expected_revision", 2, "note", "Mind the date"))
            .post(address("/reviews"))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    submitted(drafted("Something else entirely"), 1);
    Invited invited = invited(review);

    String shown = look(invited.page(), entered(invited)).asString();

    Document page = Jsoup.parse(shown);
    assertEquals(
        List.of("Mind the date", "Spring is here", "Spring is here!"),
        page.select(".preview blockquote").eachText());
    assertTrue(page.text().contains("On sandbox"));
    assertTrue(page.text().contains(member("approver").subjectId().replace("-approver", "")));
    for (String hidden :
        List.of(
            "Before",
            "The team's title",
            "the-teams-label",
            "Something else entirely",
            "the-author",
            draft.toString(),
            review,
            invited.id(),
            member("approver").subjectId(),
            member("editor").subjectId())) {
      assertFalse(shown.contains(hidden), hidden);
    }
  }

  @Test
  void whatIsDraftedAfterwardsIsNotShown() {
    UUID draft = drafted("First");
    Invited invited = invited(submitted(draft, 1));
    String cookie = entered(invited);
    Map<String, String> decision = fields(invited, cookie, "approve");
    revised(draft, 2, "Second, in confidence");

    Response shown = look(invited.page(), cookie);

    shown.then().statusCode(200).body(containsString("No decision is needed any more"));
    assertFalse(shown.asString().contains("Second, in confidence"));
    assertTrue(Jsoup.parse(shown.asString()).select("form").isEmpty());
    send(invited, cookie, decision).then().statusCode(303);
    listedVerdictIsAbsent(invited);
  }

  @Test
  void aCookieOpensNoOtherInvitation() {
    Invited mine = invited(submitted(drafted("Mine"), 1));
    Invited other = invited(submitted(drafted("Yours"), 1));
    String cookie = entered(mine);
    Map<String, String> decision = fields(mine, cookie, "approve");

    Response answer = look(other.page(), cookie);
    send(other, cookie, decision).then().statusCode(403);

    assertFalse(answer.asString().contains("Yours"));
    assertTrue(answer.asString().contains("name=\"code\""));
    listedVerdictIsAbsent(other);
  }

  @Test
  void aCookieThatWasChangedOpensNothing() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String[] parts = entered(invited).split("\\.", -1);

    for (String forged :
        List.of(
            "QWRh." + parts[1] + "." + parts[2],
            parts[0] + ".99999999999." + parts[2],
            parts[0] + "." + parts[1],
            "..",
            "x")) {
      look(invited.page(), forged).then().statusCode(200).body(containsString("name=\"code\""));
    }
  }

  @Test
  void whatPeopleWroteIsShownAsTextAndNothingElse() {
    UUID draft = drafted(HOSTILE);
    String review = submitted(draft, 1);
    Invited invited = invited(review);
    String cookie = entered(invited, HOSTILE);

    Document page = Jsoup.parse(look(invited.page(), cookie).asString());
    assertEquals(HOSTILE, page.selectFirst(".preview blockquote").wholeText());
    assertTrue(page.text().contains("You are here as " + HOSTILE));
    assertTrue(page.select("script, b[onclick]").isEmpty());

    Document refused = Jsoup.parse(enter(invited, HOSTILE, invited.wrongCode()).asString());
    assertEquals(HOSTILE, refused.selectFirst("#name").val());

    requestChangesFromOutside(invited, cookie, HOSTILE).then().statusCode(303);
    Document done = Jsoup.parse(look(invited.page(), cookie).asString());
    assertEquals(HOSTILE, done.selectFirst(".said").wholeText());
    listed(review)
        .body("invitations[0].verdict.by.name", equalTo(HOSTILE + " (external)"))
        .body("invitations[0].verdict.comment", equalTo(HOSTILE));
  }

  @Test
  void aFormFromElsewhereDecidesNothing() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String cookie = entered(invited);
    Map<String, String> fields = fields(invited, cookie, "approve");
    String another = entered(invited, "Somebody else");

    for (String token : List.of("", "x", fields(invited, another, "approve").get("token"))) {
      fields.put("token", token);
      send(invited, cookie, fields).then().statusCode(403);
    }
    fields.remove("token");
    send(invited, cookie, fields).then().statusCode(403);

    listedVerdictIsAbsent(invited);
  }

  @Test
  void aDecisionIsOfWhatWasShown() {
    Invited invited = invited(submitted(drafted("Hello"), 1));
    String cookie = entered(invited);
    Map<String, String> fields = fields(invited, cookie, "approve");
    fields.put("content_hash", "sha256:" + "0".repeat(64));

    send(invited, cookie, fields).then().statusCode(303);

    listedVerdictIsAbsent(invited);
  }

  @Test
  void whoAsksForChangesSaysWhich() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    String cookie = entered(invited);

    for (String comment : List.of("", " \r\n ", "x".repeat(2001))) {
      requestChangesFromOutside(invited, cookie, comment)
          .then()
          .statusCode(400)
          .body(containsString("Say what is to be changed"));
    }
    requestChangesFromOutside(invited, cookie, " One\r\ntwo ").then().statusCode(303);

    listed(review)
        .body("invitations[0].state", equalTo("used"))
        .body("invitations[0].verdict.decision", equalTo("changes_requested"))
        .body("invitations[0].verdict.comment", equalTo("One\ntwo"));
  }

  @Test
  void oneInvitationIsForOneDecision() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    String cookie = entered(invited);
    Map<String, String> changes = fields(invited, cookie, "request-changes");
    changes.put("comment", "On second thoughts");

    approveFromOutside(invited, cookie)
        .then()
        .statusCode(303)
        .header("Location", containsString(invited.page()));
    look(invited.page(), cookie).then().statusCode(200).body(containsString("<h1>Approved</h1>"));
    send(invited, cookie, changes).then().statusCode(303);

    listed(review)
        .body("invitations[0].verdict.decision", equalTo("approved"))
        .body("invitations[0].verdict.comment", nullValue());
  }

  @RepeatedTest(3)
  void ofTwoDecisionsAtOnceOneIsTaken() {
    setPolicy(policy -> policy.put("external_approvals", "counted"));
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    String cookie = entered(invited);
    Map<String, String> fields = fields(invited, cookie, "request-changes");
    fields.put("comment", "Shorter");

    atOnce(4, () -> send(invited, cookie, fields).statusCode())
        .forEach(status -> assertEquals(303, status));

    assertEquals(1, audited(invited, "action = 'request_changes_by_invitation'"));
    assertEquals("used", state(review));
  }

  @Test
  void nothingIsDecidedOnWhatIsNoLongerOpen() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    String cookie = entered(invited);
    Map<String, String> decision = fields(invited, cookie, "approve");
    approve(review, 1).statusCode(200);

    send(invited, cookie, decision).then().statusCode(303);

    look(invited.page(), cookie)
        .then()
        .statusCode(200)
        .body(containsString("No decision is needed any more"));
    listedVerdictIsAbsent(invited);
    assertEquals("open", state(review));
  }

  @Test
  void whoWasLetInIsOutOnceItIsRevokedOrHasExpired() {
    String review = submitted(drafted("Hello"), 1);
    Invited revoked = invited(review);
    String cookie = entered(revoked);
    Map<String, String> decision = fields(revoked, cookie, "approve");
    revoke(inConsole("approver"), review, revoked.id()).statusCode(200);

    look(revoked.page(), cookie).then().statusCode(404);
    send(revoked, cookie, decision).then().statusCode(303);
    listedVerdictIsAbsent(revoked);

    Invited expiring = invited(review);
    later(Duration.ofDays(7).minusMinutes(10));
    String late = entered(expiring);
    later(Duration.ofMinutes(11));
    look(expiring.page(), late).then().statusCode(404);
  }

  @Test
  void theTrailNamesThePersonAsExternalAndHoldsNoSecret() {
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    enter(invited, GUEST, invited.wrongCode());
    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    assertEquals(1, audited(invited, "action = 'open_invitation' AND outcome = 'auth'"));
    assertEquals(1, audited(invited, "action = 'open_invitation' AND outcome = 'ok'"));
    assertEquals(
        1,
        audited(
            invited,
            "action = 'approve_by_invitation' AND outcome = 'ok' AND channel = 'console'"
                + " AND client = 'invitation' AND person_name = '"
                + GUEST
                + " (external)' AND after_state LIKE '%"
                + member("approver").subjectId()
                + "%'"));
    for (String secret : List.of(invited.token(), invited.code(), invited.wrongCode())) {
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM audit_entry AS row WHERE row::text LIKE '%" + secret + "%'"));
    }
    Requests.as(inConsole("admin"))
        .get(address("/services/approvals/audit/verification"))
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
  }

  private static String nothing(String page) {
    Response answer = look(page);
    answer.then().statusCode(404).contentType("text/html");
    return answer.asString();
  }

  private static void lock(Invited invited) {
    for (int tries = 0; tries < 5; tries++) {
      enter(invited, GUEST, invited.wrongCode());
    }
  }

  private static long audited(Invited invited, String condition) {
    return PostlyBackends.count(
        "SELECT count(*) FROM audit_entry WHERE person_id = 'external:"
            + invited.id()
            + "' AND "
            + condition);
  }

  private static void listedVerdictIsAbsent(Invited invited) {
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM invitation WHERE verdict IS NULL AND id = '"
                + invited.id()
                + "'"));
  }
}
