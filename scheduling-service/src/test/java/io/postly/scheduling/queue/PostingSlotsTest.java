package io.postly.scheduling.queue;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PostingSlotsTest extends QueueScenario {

  @Test
  void shouldReplaceTheSlotsAndSetThemBack() {
    UUID channel = sandbox("One");
    get(channel).body("version", equalTo(0)).body("slots.size()", equalTo(0));
    setSlots(channel, 0, List.of(slot("friday", "18:30"), slot("monday", "09:00")))
        .statusCode(200)
        .body("version", equalTo(1))
        .body("slots.day", equalTo(List.of("monday", "friday")))
        .body("next_free.size()", equalTo(10));
    ValidatableResponse replaced =
        setSlots(channel, 1, List.of()).statusCode(200).body("next_free.size()", equalTo(0));

    undo(replaced).statusCode(200).body("result.slots.time", equalTo(List.of("09:00", "18:30")));

    get(channel).body("version", equalTo(3));
  }

  @Test
  void shouldNotOverwriteWhatWasSetSince() {
    UUID channel = sandbox("One");
    ValidatableResponse set = setSlots(channel, 0, List.of(slot("monday", "09:00")));
    setSlots(channel, 0, List.of()).statusCode(409).body("code", equalTo("stale_posting_slots"));
    setSlots(channel, 1, List.of(slot("monday", "10:00"))).statusCode(200);

    undo(set).statusCode(409);
  }

  @Test
  void shouldSayEverythingThatIsWrong() {
    setSlots(
            sandbox("One"),
            0,
            List.of(
                slot("Monday", "09:00"),
                slot("monday", "9:00"),
                slot("friday", "24:00"),
                slot("sunday", "09:00"),
                slot("sunday", "09:00")))
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder("slots[0].day", "slots[1].time", "slots[2].time", "slots[4]"));
  }

  @Test
  void shouldBeForAdminsAndForTheWorkspacesOwnChannels() {
    Requests.as(editor)
        .body(Map.of("expected_version", 0, "slots", List.of()))
        .put(path("/slots/" + sandbox("One")))
        .then()
        .statusCode(403);
    setSlots(UUID.randomUUID(), 0, List.of()).statusCode(404);
  }

  /** What is queued keeps its instant; what is queued from now on follows the zone. */
  @Test
  void shouldFollowTheWorkspacesTimeZone() {
    UUID channel = channelWithSlots("One");
    UUID early = queued("Early", channel);
    Instant before = dueAt(early);
    Requests.as(admin)
        .body(Map.of("time_zone", "Asia/Kolkata"))
        .put(path("/time-zone"))
        .then()
        .statusCode(200);

    get(channel).body("next_free[0].at", endsWith(":30:00Z"));

    assertEquals(before, dueAt(early));
    assertEquals(1800, dueAt(queued("Late", channel)).getEpochSecond() % 3600);
  }

  private static Map<String, String> slot(String day, String time) {
    return Map.of("day", day, "time", time);
  }

  private ValidatableResponse get(UUID channel) {
    return Requests.as(viewer).get(path("/slots/" + channel)).then().statusCode(200);
  }
}
