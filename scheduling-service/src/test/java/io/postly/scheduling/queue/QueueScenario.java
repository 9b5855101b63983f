package io.postly.scheduling.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A channel with four slots a day, and a clock that reaches none of them by itself. */
abstract class QueueScenario extends SchedulingScenario {

  static final Duration BETWEEN_SLOTS = Duration.ofHours(6);

  final Tokens person = Tokens.of(workspace, "editor").channel("console");

  @BeforeEach
  void beginJustAfterAnHour() {
    Instant now = clock.instant();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    clock.advance(Duration.between(now, hour).plusMinutes(1));
  }

  UUID channelWithSlots(String name) {
    UUID channel = sandbox(name);
    setSlots(channel, 0, everySixHours()).statusCode(200);
    return channel;
  }

  static List<Map<String, String>> everySixHours() {
    return Arrays.stream(DayOfWeek.values())
        .map(day -> day.name().toLowerCase(Locale.ROOT))
        .flatMap(
            day ->
                Stream.of("00:00", "06:00", "12:00", "18:00")
                    .map(time -> Map.of("day", day, "time", time)))
        .toList();
  }

  ValidatableResponse setSlots(UUID channel, int version, List<Map<String, String>> slots) {
    return Requests.as(admin)
        .body(Map.of("expected_version", version, "slots", slots))
        .put(path("/slots/" + channel))
        .then();
  }

  /** The slots are the multiples of six hours, as long as the workspace's zone is UTC. */
  Instant slot(int number) {
    long length = BETWEEN_SLOTS.toSeconds();
    long passed = clock.instant().getEpochSecond() / length;
    return Instant.ofEpochSecond((passed + number) * length);
  }

  Draft draft(String text, UUID... channels) {
    return content.approvedDraft(workspace, text, channels);
  }

  ValidatableResponse queue(Draft draft) {
    return queueAs(editor, draft);
  }

  ValidatableResponse queueAs(Tokens caller, Draft draft) {
    return Requests.as(caller)
        .body(Map.of("draft_id", draft.id(), "expected_revision", 1))
        .post(path("/publications/queued"))
        .then();
  }

  UUID queued(String text, UUID channel) {
    return UUID.fromString(
        queue(draft(text, channel)).statusCode(201).extract().path("publications[0].id"));
  }

  Instant dueAt(UUID publication) {
    return Instant.parse((String) shown(publication).get("due_at"));
  }

  JsonNode queueOf(UUID channel) {
    return Requests.json(
            200, Requests.as(viewer).queryParam("channel_id", channel).get(path("/queues")).then())
        .at("/queues/0");
  }

  ValidatableResponse undo(ValidatableResponse done) {
    String id = done.extract().path("action.undo.id");
    return Requests.as(Tokens.of(workspace, "admin").channel("console"))
        .post(path("/undo/" + id))
        .then();
  }

  ValidatableResponse cancel(UUID publication) {
    return Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + publication + "/cancellation"))
        .then()
        .statusCode(200);
  }

  ValidatableResponse pause(UUID channel) {
    return Requests.as(editor)
        .body(Map.of("reason", "Bad news"))
        .post(path("/queues/" + channel + "/pause"))
        .then();
  }

  ValidatableResponse resume(UUID channel) {
    return Requests.as(editor).post(path("/queues/" + channel + "/resume")).then();
  }
}
