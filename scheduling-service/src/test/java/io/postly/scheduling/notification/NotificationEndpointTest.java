package io.postly.scheduling.notification;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints' settings, and what of them may be seen. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class NotificationEndpointTest extends NotificationScenario {

  private static final String URL = "https://example.com/hooks/token?key=secret-key";

  @Test
  void shouldCreateAnEndpointAndSayHowToUndoIt() {
    Map<String, Object> wanted = wanted();
    wanted.put("event_types", List.of("post.failed", "review.requested", "post.failed"));
    wanted.put("description", "  The team's room ");

    create(admin, wanted)
        .statusCode(201)
        .body("endpoint.origin", equalTo("https://example.com"))
        .body("endpoint.event_types", contains("review.requested", "post.failed"))
        .body("endpoint.description", equalTo("The team's room"))
        .body("endpoint.enabled", equalTo(true))
        .body("secret", startsWith("whsec_"))
        .body("action.undo.possible", equalTo(true))
        .body("action.undo.by", equalTo("delete_notification_endpoint"))
        .body("action.next_step", containsString("send_test_notification"));
  }

  @Test
  void shouldShowSecretsOnceAndKeepThemNowhereInTheClear() {
    String created = create(admin, wanted()).statusCode(201).extract().path("endpoint.id");
    String secret =
        Requests.as(admin)
            .post(endpoints("/" + created + "/secret"))
            .then()
            .statusCode(201)
            .body("secret", startsWith("whsec_"))
            .extract()
            .path("secret");
    Requests.as(admin)
        .body(Map.of("url", URL + "2", "description", "Room"))
        .put(endpoints("/" + created))
        .then()
        .statusCode(200);

    String listed = Requests.as(admin).get(endpoints("")).then().extract().asString();

    assertFalse(listed.contains("whsec"));
    assertFalse(listed.contains("token"));
    assertEquals(0, rowsWith("audit_entry", secret));
    for (String kept : List.of("whsec_", "hooks/token", "secret-key")) {
      for (String table :
          List.of("audit_entry", "undo_record", "notification_endpoint", "outbox", "sent_event")) {
        assertEquals(0, rowsWith(table, kept), table + " with " + kept);
      }
    }
  }

  @Test
  void shouldNotKeepSecretsForRepetitions() {
    RequestSpecification call =
        Requests.as(admin).header("Idempotency-Key", UUID.randomUUID().toString()).body(wanted());
    String id =
        call.post(endpoints(""))
            .then()
            .statusCode(201)
            .body("secret", notNullValue())
            .extract()
            .path("endpoint.id");
    RequestSpecification rotation =
        Requests.as(admin).header("Idempotency-Key", UUID.randomUUID().toString());
    rotation.post(endpoints("/" + id + "/secret")).then().body("secret", notNullValue());

    call.post(endpoints(""))
        .then()
        .statusCode(201)
        .body("action.replayed", equalTo(true))
        .body("endpoint.id", equalTo(id))
        .body("secret", nullValue());
    rotation
        .post(endpoints("/" + id + "/secret"))
        .then()
        .body("action.replayed", equalTo(true))
        .body("secret", nullValue());
    assertEquals(0, rowsWith("idempotency_record", "whsec_"));
  }

  @Test
  void shouldNameEverythingThatIsWrong() {
    create(admin, Map.of("colour", "red"))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("colour", "url", "event_types"));
    create(
            admin,
            Map.of(
                "url",
                "ftp://user:hunter2@example.com",
                "event_types",
                List.of("post.published", "post.seen")))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("url", "event_types[1]"))
        .body("violations.message", everyItem(not(containsString("hunter2"))))
        .body(
            "violations.find { it.field == 'event_types[1]' }.allowed_values", equalTo(EVERYTHING));
    create(admin, Map.of("url", "https://example.com", "event_types", List.of()))
        .statusCode(400)
        .body("violations.field", contains("event_types"));
    create(admin, Map.of("url", "https://example.com", "event_types", List.of("notification.test")))
        .statusCode(400)
        .body("violations.field", contains("event_types[0]"));
  }

  @Test
  void shouldTakeTenEndpointsAndNoMore() {
    for (int made = 0; made < 10; made++) {
      endpoint(URL);
    }

    create(admin, wanted())
        .statusCode(409)
        .body("code", equalTo("too_many_notification_endpoints"));

    String another = "w-" + UUID.randomUUID();
    Requests.as(Tokens.of(another, "admin"))
        .body(wanted())
        .post("/api/v1/workspaces/" + another + "/notification-endpoints")
        .then()
        .statusCode(201);
  }

  @Test
  void shouldChangeWhatIsGivenAndNothingElse() {
    Endpoint endpoint = endpoint(URL);
    Map<String, Object> before = shown(endpoint);

    update(endpoint, Map.of("event_types", List.of("post.published"), "description", "Room"))
        .statusCode(200)
        .body("endpoint.event_types", contains("post.published"))
        .body("endpoint.description", equalTo("Room"))
        .body("endpoint.enabled", equalTo(true))
        .body("endpoint.url_changed_at", equalTo(before.get("url_changed_at")))
        .body("action.undo.possible", equalTo(true))
        .body("action.undo.by", equalTo("update_notification_endpoint"));

    update(endpoint, Map.of("description", ""))
        .statusCode(200)
        .body("endpoint", not(hasKey("description")))
        .body("endpoint.event_types", contains("post.published"));
    update(endpoint, Map.of()).statusCode(400);
    update(endpoint, Map.of("enabled", "yes")).statusCode(400);
  }

  @Test
  void shouldSayThatAFormerAddressDoesNotComeBack() {
    Endpoint endpoint = endpoint(URL);

    update(endpoint, Map.of("url", URL))
        .statusCode(200)
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", equalTo("Nothing was changed."));
    update(endpoint, Map.of("url", "http://example.org/other"))
        .statusCode(200)
        .body("endpoint.origin", equalTo("http://example.org"))
        .body("endpoint.url_changed_at", not(equalTo(shown(endpoint).get("created_at"))))
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", containsString("address"));
  }

  @Test
  void shouldDeleteAnEndpointWithEverythingThatIsToBeSentToIt() {
    Endpoint endpoint = endpoint(URL);
    reviewRequested();

    Requests.as(admin)
        .delete(endpoints("/" + endpoint.id()))
        .then()
        .statusCode(200)
        .body("endpoint_id", equalTo(endpoint.id().toString()))
        .body("ended_deliveries", equalTo(1))
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", containsString("create_notification_endpoint"));

    Requests.as(admin).get(endpoints("")).then().body("endpoints", empty());
    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM notification_delivery WHERE endpoint_id = '"
                + endpoint.id()
                + "'"));
    update(endpoint, Map.of("description", "x")).statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst", "editor", "approver"})
  void shouldLetAdminsOnlySeeAndChangeEndpoints(String role) {
    Tokens member = Tokens.of(workspace, role);

    create(member, wanted()).statusCode(403).body("code", equalTo("permission_denied"));
    Requests.as(member)
        .get(endpoints(""))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void shouldNeedTheScopeForWhatIsDone() {
    create(admin.scopes("schedule:read", "schedule:write"), wanted())
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    Requests.as(admin.scopes("publish"))
        .get(endpoints(""))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void shouldAnswerOtherWorkspacesAsIfNothingWereThere() {
    Endpoint endpoint = endpoint(URL);
    reviewRequested();
    String delivery = (String) delivery(endpoint).get("id");
    String other = "w-" + UUID.randomUUID();
    String theirs = "/api/v1/workspaces/" + other + "/notification-endpoints";
    Tokens stranger = Tokens.of(other, "admin");

    for (Object id : List.of(endpoint.id(), UUID.randomUUID())) {
      String path = theirs + "/" + id;
      RequestSpecification change = Requests.as(stranger).body(Map.of("enabled", false));
      notFound(change.put(path).then());
      notFound(Requests.as(stranger).delete(path).then());
      notFound(Requests.as(stranger).post(path + "/secret").then());
      notFound(Requests.as(stranger).post(path + "/test").then());
      notFound(Requests.as(stranger).get(path + "/deliveries").then());
      notFound(Requests.as(stranger).post(path + "/deliveries/" + delivery + "/redelivery").then());
    }
    Requests.as(stranger).get(theirs).then().statusCode(200).body("endpoints", empty());
    Endpoint another = endpoint(URL);
    redeliver(another, delivery).statusCode(404);
    assertEquals(true, shown(endpoint).get("enabled"));
  }

  private static void notFound(ValidatableResponse answer) {
    answer
        .statusCode(404)
        .body("code", equalTo("not_found"))
        .body("detail", equalTo("There is no such notification endpoint within your reach."));
  }

  private static Map<String, Object> wanted() {
    return new HashMap<>(Map.of("url", URL, "event_types", EVERYTHING));
  }

  private static long rowsWith(String table, String text) {
    return PostlyBackends.count(
        "SELECT count(*) FROM %1$s WHERE %1$s::text LIKE '%%%2$s%%'".formatted(table, text));
  }
}
