package io.postly.analytics.activity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.Facts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ActivityTest {

  private static final Instant NINE = Instant.parse("2030-01-31T09:00:00Z");
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  private String workspace;
  private String activity;
  private Tokens analyst;
  private Facts facts;

  @Inject MovableClock clock;

  @AfterEach
  void tellTheRealTime() {
    clock.reset();
  }

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    workspace = "activity" + WORKSPACES.incrementAndGet();
    activity = "/api/v1/workspaces/" + workspace + "/activity";
    analyst = Tokens.of(workspace, "analyst");
    facts = new Facts(workspace);
  }

  @Test
  void listsEveryCallTheLatestFirst() {
    UUID draft = UUID.randomUUID();
    facts.action("create_draft", draft, null, NINE).apply();
    facts.action("approve_draft", draft, "self_approval", NINE.plusSeconds(60)).apply();

    Requests.as(analyst)
        .get(activity)
        .then()
        .statusCode(200)
        .body("activities.action", contains("approve_draft", "create_draft"))
        .body("activities[0].outcome", equalTo("workflow"))
        .body("activities[0].code", equalTo("self_approval"))
        .body("activities[1].person.name", equalTo("The Editor"))
        .body("activities[1].client", equalTo("test-client"));
  }

  @Test
  void filtersAndPages() {
    UUID draft = UUID.randomUUID();
    facts.action("create_draft", draft, null, NINE).apply();
    facts.action("update_draft", draft, null, NINE.plusSeconds(1)).apply();
    facts.action("update_draft", UUID.randomUUID(), "stale_revision", NINE.plusSeconds(2)).apply();

    expectActions("?action=update_draft", "update_draft", "update_draft");
    expectActions("?outcome=workflow", "update_draft");
    expectActions("?draft_id=" + draft, "update_draft", "create_draft");
    expectActions("?from=2030-01-31T10:00:01%2B01:00&to=2030-01-31T09:00:02Z", "update_draft");
    expectActions("?person_id=somebody-else");

    JsonPath first = Requests.as(analyst).get(activity + "?action=update_draft&limit=1").jsonPath();
    Requests.as(analyst)
        .queryParam("action", "update_draft")
        .queryParam("limit", 1)
        .queryParam("cursor", first.getString("next_cursor"))
        .get(activity)
        .then()
        .body("activities.draft_id", contains(draft.toString()))
        .body("next_cursor", nullValue());
  }

  @Test
  void refusesNaiveTimesAndEmptyRanges() {
    Requests.as(analyst)
        .get(activity + "?from=2030-01-31T09:00:00")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("from"));
    Requests.as(analyst)
        .get(activity + "?from=2030-01-31T09:00:00Z&to=2030-01-31T09:00:00Z")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("to"));
  }

  @Test
  void anEventThatIsDeliveredTwiceCountsOnce() {
    Facts.Fact fact = facts.action("create_draft", UUID.randomUUID(), null, NINE);
    UUID event = UUID.randomUUID();
    for (int delivery = 0; delivery < 2; delivery++) {
      TestEvents.publish(
          event, fact.topic(), fact.type(), fact.key(), fact.workspace(), fact.data());
    }
    facts.action("get_draft", fact.key(), null, NINE.plusSeconds(1)).apply();

    expectActions("", "get_draft", "create_draft");
  }

  @Test
  void showsWhatCanStillBeUndone() {
    UUID draft = UUID.randomUUID();
    Instant later = clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
    Facts.Fact created =
        facts.action("create_draft", draft, null, NINE).with("undo", offered(later));
    created.apply();
    facts
        .action("approve_draft", draft, null, NINE.plusSeconds(1))
        .with("undo", Map.of("possible", false, "reason", "A decision stands."))
        .apply();
    facts.action("get_draft", draft, null, NINE.plusSeconds(2)).with("read_only", true).apply();

    list()
        .body("activities[0].undo", nullValue())
        .body("activities[1].undo.possible", equalTo(false))
        .body("activities[1].undo.reason", equalTo("A decision stands."))
        .body("activities[1].undo.id", nullValue())
        .body("activities[2].undo.possible", equalTo(true))
        .body("activities[2].undo.id", equalTo("drafts-" + created.data().get("action_id")))
        .body("activities[2].undo.until", equalTo(later.toString()))
        .body("activities[2].undo.reason", nullValue())
        .body("activities[2].undone_by", nullValue());

    clock.advance(Duration.ofHours(2));
    list()
        .body("activities[2].undo.possible", equalTo(false))
        .body("activities[2].undo.reason", equalTo("The time for it has passed."))
        .body("activities[2].undo.id", nullValue());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsWhatHasBeenUndoneInWhateverOrderTheNewsComes(boolean undoComesFirst) {
    UUID draft = UUID.randomUUID();
    Map<String, Object> undo = offered(clock.instant().plus(Duration.ofHours(1)));
    Facts.Fact archived = facts.action("archive_draft", draft, null, NINE).with("undo", undo);
    Facts.Fact undone =
        facts
            .action("undo_action", draft, null, NINE.plusSeconds(1))
            .with("undo", undo)
            .with("undoes", archived.data().get("action_id"));
    (undoComesFirst ? List.of(undone, archived) : List.of(archived, undone))
        .forEach(Facts.Fact::apply);

    list()
        .body("activities.action", contains("undo_action", "archive_draft"))
        .body("activities[0].undo.possible", equalTo(true))
        .body("activities[0].undone_by", nullValue())
        .body("activities[1].undo.possible", equalTo(false))
        .body("activities[1].undo.reason", equalTo("It was undone already."))
        .body("activities[1].undone_by", equalTo(undone.data().get("action_id").toString()));
  }

  @Test
  void takesTheExampleOfTheEvent() {
    JsonNode example = EventSchemas.example("io.postly.action.performed.v1");
    String action = example.get("action_id").asText();
    ObjectNode here = ((ObjectNode) example).put("workspace", workspace).put("at", NINE.toString());

    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.actions",
            "io.postly.action.performed.v1",
            UUID.randomUUID(),
            workspace,
            here.toString()));

    list().body("activities.id", contains(action)).body("activities[0].undo", notNullValue());
  }

  @Test
  void callsOutOfReachAreShownNowhere() {
    new Facts("-").action("get_draft", UUID.randomUUID(), "not_found", NINE).apply();

    Requests.as(analyst).get(activity).then().body("activities", hasSize(0));
    Requests.as(analyst).get("/api/v1/workspaces/-/activity").then().statusCode(404);
  }

  @Test
  void viewersAndStrangersDoNotSeeIt() {
    Requests.as(Tokens.of(workspace, "viewer"))
        .get(activity)
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    Requests.as(Tokens.of("elsewhere", "admin"))
        .get(activity)
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  private static Map<String, Object> offered(Instant until) {
    return Map.of("possible", true, "by", "archive_draft", "until", until.toString());
  }

  private ValidatableResponse list() {
    return Requests.as(analyst)
        .get(activity + "?from=2030-01-01T00:00:00Z&to=2031-01-01T00:00:00Z")
        .then()
        .statusCode(200);
  }

  private void expectActions(String query, String... actions) {
    Requests.as(analyst)
        .urlEncodingEnabled(false)
        .get(activity + query)
        .then()
        .statusCode(200)
        .body(
            "activities.findAll { it.action != 'list_activity' }.action",
            equalTo(List.of(actions)));
  }
}
