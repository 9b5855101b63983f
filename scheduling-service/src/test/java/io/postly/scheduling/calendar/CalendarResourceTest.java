package io.postly.scheduling.calendar;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class CalendarResourceTest extends SchedulingScenario {

  @Test
  void shouldShowBothTimesInTheWorkspacesZone() {
    Requests.as(admin)
        .body(Map.of("time_zone", "Asia/Tokyo"))
        .put(path("/time-zone"))
        .then()
        .statusCode(200);
    Instant at = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    schedule(wanted(content.approvedDraft(workspace, "Hello", sandbox("One")), 1, at))
        .statusCode(201);

    Requests.as(viewer)
        .get(path("/calendar"))
        .then()
        .statusCode(200)
        .body("time_zone", equalTo("Asia/Tokyo"))
        .body("publications[0].due_at", equalTo(at.toString()))
        .body(
            "publications[0].due_at_local",
            equalTo(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZoneId.of("Asia/Tokyo")))))
        .body("publications[0].time_zone", equalTo("Asia/Tokyo"));
  }

  @Test
  void shouldFilterByRangeChannelAndState() {
    UUID first = sandbox("First");
    UUID second = sandbox("Second");
    UUID soon = scheduled(content.approvedDraft(workspace, "Soon", first), Duration.ofDays(1));
    UUID later = scheduled(content.approvedDraft(workspace, "Later", second), Duration.ofDays(10));
    Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + later + "/cancellation"))
        .then()
        .statusCode(200);

    Requests.as(viewer)
        .get(path("/calendar"))
        .then()
        .body("publications.id", contains(soon.toString(), later.toString()));
    Requests.as(viewer)
        .queryParam("to", clock.instant().plus(Duration.ofDays(5)).toString())
        .get(path("/calendar"))
        .then()
        .body("publications.id", contains(soon.toString()));
    Requests.as(viewer)
        .queryParam("channel_id", second)
        .get(path("/calendar"))
        .then()
        .body("publications.id", contains(later.toString()));
    Requests.as(viewer)
        .queryParam("state", "cancelled")
        .get(path("/calendar"))
        .then()
        .body("publications.id", contains(later.toString()));
  }

  @Test
  void shouldRefuseWhatItCannotRead() {
    Requests.as(viewer)
        .queryParam("from", "yesterday")
        .queryParam("state", "done")
        .get(path("/calendar"))
        .then()
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("from", "state"))
        .body("violations.find { it.field == 'state' }.allowed_values", hasItem("planned"));
    Requests.as(viewer)
        .queryParam("week", "48")
        .get(path("/calendar"))
        .then()
        .statusCode(400)
        .body("violations.field", contains("week"));
  }

  @Test
  void shouldShowNothingOfOtherWorkspaces() {
    scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    String other = "w-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "viewer"))
        .get("/api/v1/workspaces/" + other + "/calendar")
        .then()
        .statusCode(200)
        .body("publications", empty());
    Requests.as(Tokens.of(other, "viewer"))
        .get(path("/calendar"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldRequireTheScope() {
    Requests.as(Tokens.of(workspace, "viewer").scopes("drafts:read"))
        .get(path("/calendar"))
        .then()
        .statusCode(403)
        .body("violations", hasSize(1))
        .body("code", equalTo("insufficient_scope"));
  }
}
