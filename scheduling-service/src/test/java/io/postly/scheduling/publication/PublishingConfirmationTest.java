package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an assistant lets out, a person has seen and confirmed. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublishingConfirmationTest extends SchedulingScenario {

  private final Instant due =
      Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MINUTES);
  private final String dueInWords =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
          .format(due.atOffset(ZoneOffset.UTC));

  @Test
  void shouldScheduleWhatThePersonHasConfirmed() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("The wall"));
    Map<String, Object> post = wanted(draft, 1, due);

    String id =
        scheduleAs(chat(), post)
            .statusCode(428)
            .body(
                "confirmation.summary",
                equalTo(
                    "Schedule for " + dueInWords + " (UTC) on one channel: \u201cTitle 1\u201d"))
            .body("confirmation.content", hasSize(1))
            .body("confirmation.content[0].channel", equalTo("The wall"))
            .body("confirmation.content[0].network", equalTo("sandbox"))
            .body("confirmation.content[0].text", equalTo("Hello"))
            .extract()
            .path("confirmation.id");
    assertEquals(0, posts());
    confirm(id);

    scheduleAs(chat(), post).statusCode(201).body("publications", hasSize(1));
    assertEquals(1, posts());
    scheduleAs(chat(), post).statusCode(409).body("code", equalTo("already_scheduled"));
  }

  @Test
  void shouldPublishAndMoveByConfirmationOnly() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("The wall"));
    Map<String, Object> body = Map.of("draft_id", draft.id(), "expected_revision", 1);
    chat()
        .body(body)
        .post(path("/publications/immediate"))
        .then()
        .statusCode(428)
        .body(
            "confirmation.summary", equalTo("Publish at once on one channel: \u201cTitle 1\u201d"));
    assertEquals(0, posts());

    UUID post = scheduled(draft, Duration.ofDays(1));
    chat()
        .body(Map.of("publish_at", due.toString()))
        .put(path("/publications/" + post + "/time"))
        .then()
        .statusCode(428)
        .body(
            "confirmation.summary",
            equalTo("Move to " + dueInWords + " (UTC): \u201cTitle 1\u201d"));
  }

  private RequestSpecification chat() {
    return Requests.as(Tokens.of(workspace, "editor").client("chat"));
  }

  private ValidatableResponse scheduleAs(RequestSpecification caller, Map<String, Object> post) {
    return caller.body(post).post(path("/publications")).then();
  }

  private void confirm(String id) {
    RequestSpecification console =
        Requests.as(Tokens.of(workspace, "editor").channel("console").client("postly-console"));
    String hash =
        console
            .get(path("/confirmations/" + id))
            .then()
            .statusCode(200)
            .extract()
            .path("content_hash");
    Requests.as(Tokens.of(workspace, "editor").channel("console").client("postly-console"))
        .body(Map.of("content_hash", hash))
        .post(path("/confirmations/" + id + "/confirm"))
        .then()
        .statusCode(200);
  }

  private long posts() {
    return PostlyBackends.count(
        "SELECT count(*) FROM publication WHERE workspace = '" + workspace + "'");
  }
}
