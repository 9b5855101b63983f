package io.postly.approvals.policy;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.confirmation.TrustedClients;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PolicyTest {

  private final String workspace = "w-" + UUID.randomUUID();
  private final String policy = "/api/v1/workspaces/" + workspace + "/policy";
  private final Tokens viewer = Tokens.of(workspace, "viewer");
  private final Tokens admin = Tokens.of(workspace, "admin").channel("console");

  @Inject TrustedClients trusted;
  @Inject EntityManager entities;

  @Test
  void theDefaultsHoldUntilOneIsSet() {
    Requests.as(viewer)
        .get(policy)
        .then()
        .statusCode(200)
        .body("workspace", equalTo(workspace))
        .body("version", equalTo(0))
        .body("approvals_needed", equalTo(1))
        .body("approver_roles", contains("approver", "admin"))
        .body("self_approval", equalTo(false))
        .body("assistant_drafts_need_person", equalTo(true))
        .body("required_reviewers", empty())
        .body("trusted_clients", empty())
        .body("external_approvals", equalTo("advisory"))
        .body("reminder_after_hours", equalTo(24))
        .body("expires_after_hours", equalTo(336))
        .body("set_by", nullValue())
        .body("set_at", nullValue());
    Requests.as(viewer).get(policy + "/versions").then().body("versions", empty());
  }

  @Test
  void anAdminSetsIt() {
    set(wanted(0))
        .statusCode(200)
        .body("version", equalTo(1))
        .body("approvals_needed", equalTo(2))
        .body("approver_roles", contains("admin"))
        .body("required_reviewers", contains("bo", "cy"))
        .body("trusted_clients", contains("chatgpt"))
        .body("external_approvals", equalTo("counted"))
        .body("reminder_after_hours", nullValue())
        .body("expires_after_hours", equalTo(48))
        .body("set_by.id", equalTo(admin.subjectId()))
        .body("set_through", equalTo("console"))
        .body("set_at", notNullValue())
        .body("action.next_step", containsString("keep the policy"));
    Requests.as(viewer).get(policy).then().body("version", equalTo(1));
  }

  @Test
  void theOtherServicesAreTold() {
    set(wanted(0)).statusCode(200);

    TestEvents.Published event =
        TestEvents.await("postly.approvals", published -> published.workspace().equals(workspace));

    assertEquals("io.postly.policy.changed.v1", event.type());
    assertEquals(PolicyChanged.key(workspace).toString(), event.key());
    assertEquals(workspace, event.data().get("workspace").asText());
    assertEquals(1, event.data().get("version").asInt());
    assertEquals("chatgpt", event.data().get("trusted_clients").get(0).asText());
    assertEquals(admin.subjectId(), event.data().get("set_by").get("id").asText());
    assertEquals("counted", event.data().get("external_approvals").asText());
    assertFalse(event.data().has("reminder_after_hours"));
  }

  @Test
  void whoeverHasReadAnEarlierVersionIsToldWhichOneIsCurrent() {
    set(wanted(0)).statusCode(200);

    set(wanted(0))
        .statusCode(409)
        .body("code", equalTo("stale_policy"))
        .body("category", equalTo("workflow"))
        .body("detail", containsString("version 1"));
    set(wanted(2)).statusCode(409).body("code", equalTo("stale_policy"));
    Requests.as(viewer).get(policy).then().body("version", equalTo(1));
  }

  @RepeatedTest(3)
  void ofTwoThatReadTheSameVersionOneSetsTheNext() {
    CompletableFuture<Integer> one =
        CompletableFuture.supplyAsync(() -> set(wanted(0)).extract().statusCode());
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(() -> set(wanted(0)).extract().statusCode());

    assertEquals(List.of(200, 409), Stream.of(one.join(), other.join()).sorted().toList());
  }

  @Test
  void versionsAreToldInTheirOrder() {
    IntStream.range(0, 5).forEach(version -> set(wanted(version)).statusCode(200));

    TestEvents.await(
        "postly.approvals",
        event -> event.workspace().equals(workspace) && event.data().get("version").asInt() == 5);
    List<Integer> told =
        TestEvents.all("postly.approvals").stream()
            .filter(event -> event.workspace().equals(workspace))
            .map(event -> event.data().get("version").asInt())
            .toList();
    assertEquals(List.of(1, 2, 3, 4, 5), told);
  }

  @Test
  void undoingSetsWhatHeldBefore() {
    set(wanted(0))
        .body("action.undo.by", equalTo("set_policy"))
        .body("action.undo.until", notNullValue());
    JsonPath second = set(PolicyExample.defaults(1)).statusCode(200).extract().jsonPath();

    Map<String, Object> arguments = undoArguments(second.getString("action.id"));
    assertEquals(workspace, arguments.remove("workspace"));
    set(arguments)
        .statusCode(200)
        .body("version", equalTo(3))
        .body("approvals_needed", equalTo(2))
        .body("required_reviewers", contains("bo", "cy"))
        .body("external_approvals", equalTo("counted"))
        .body("reminder_after_hours", nullValue())
        .body("expires_after_hours", equalTo(48));
  }

  @Test
  void everyVersionStaysToBeSeen() {
    IntStream.range(0, 5).forEach(version -> set(wanted(version)).statusCode(200));

    List<Integer> seen = new ArrayList<>();
    String next = "";
    do {
      JsonPath page =
          Requests.as(viewer)
              .get(policy + "/versions?limit=2" + next)
              .then()
              .statusCode(200)
              .body("versions.set_by.id", hasItem(admin.subjectId()))
              .body("versions.set_through", hasItem("console"))
              .extract()
              .jsonPath();
      seen.addAll(page.getList("versions.version", Integer.class));
      next = page.getString("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
    } while (next != null);

    assertEquals(List.of(5, 4, 3, 2, 1), seen);
  }

  @Test
  void historyCannotBeChanged() {
    set(wanted(0)).statusCode(200);

    for (String statement :
        List.of(
            "UPDATE policy_version SET approvals_needed = 1",
            "DELETE FROM policy_version",
            "TRUNCATE policy_version")) {
      assertThrows(
          RuntimeException.class,
          () ->
              QuarkusTransaction.requiringNew()
                  .run(() -> entities.createNativeQuery(statement).executeUpdate()));
    }
    Requests.as(viewer).get(policy + "/versions").then().body("versions", hasSize(1));
  }

  @Test
  void allViolationsAreToldAtOnce() {
    Map<String, Object> body = wanted(-1);
    body.put("approvals_needed", 6);
    body.put("approver_roles", List.of("approver", "viewer"));
    body.remove("self_approval");
    body.put("assistant_drafts_need_person", "yes");
    body.put("required_reviewers", Collections.nCopies(2, "bo"));
    body.put("trusted_clients", List.of("chatgpt", " ", "c".repeat(256)));
    body.put("external_approvals", "maybe");
    body.put("reminder_after_hours", 721);
    body.put("expires_after_hours", 0);
    body.put("mood", "cheerful");

    set(body)
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body(
            "violations.field",
            containsInAnyOrder(
                "expected_version",
                "approvals_needed",
                "approver_roles[1]",
                "self_approval",
                "assistant_drafts_need_person",
                "required_reviewers",
                "trusted_clients[1]",
                "trusted_clients[2]",
                "external_approvals",
                "reminder_after_hours",
                "expires_after_hours",
                "mood"));
  }

  /** As clients do that are older than the setting. */
  @Test
  void whoeverLeavesTheSettingOutSetsWhatIsSafe() {
    set(wanted(0)).statusCode(200);
    Map<String, Object> body = wanted(1);
    body.remove("external_approvals");

    set(body).statusCode(200).body("external_approvals", equalTo("advisory"));
  }

  @Test
  void listsHaveTheirBounds() {
    Map<String, Object> body = wanted(0);
    body.put("approver_roles", List.of());
    body.put("required_reviewers", names(6));
    body.put("trusted_clients", names(21));

    set(body)
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder("approver_roles", "required_reviewers", "trusted_clients"));
    body.put("approver_roles", List.of("editor", "approver", "admin"));
    body.put("required_reviewers", names(5));
    body.put("trusted_clients", names(20));
    set(body).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"viewer", "analyst", "editor", "approver"})
  void onlyAdminsSetIt(String role) {
    Tokens member = Tokens.of(workspace, role).channel("console");

    Requests.as(member)
        .body(wanted(0))
        .put(policy)
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    Requests.as(member).get(policy).then().statusCode(200);
    Requests.as(member).get(policy + "/versions").then().statusCode(200);
  }

  @Test
  void theGrantMustHoldTheScope() {
    Tokens reading = Tokens.of(workspace, "admin").channel("console").scopes("approvals:read");

    Requests.as(reading)
        .body(wanted(0))
        .put(policy)
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void anotherWorkspacesPolicyDoesNotExist() {
    set(wanted(0)).statusCode(200);
    Tokens stranger = Tokens.of("o-" + UUID.randomUUID(), "admin").channel("console");

    Requests.as(stranger).get(policy).then().statusCode(404).body("code", equalTo("not_found"));
    Requests.as(stranger).get(policy + "/versions").then().statusCode(404);
    Requests.as(stranger).body(wanted(1)).put(policy).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"?limit=0, limit", "?limit=101, limit", "?cursor=nonsense, cursor", "?page=2, page"})
  void refusesWhatItDoesNotUnderstand(String query, String field) {
    Requests.as(viewer)
        .get(policy + "/versions" + query)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void theClientsThatThePolicyNamesAreTrusted() {
    assertFalse(trusted.trusts(workspace, "chatgpt"));

    set(wanted(0)).statusCode(200);

    assertTrue(trusted.trusts(workspace, "chatgpt"));
    assertFalse(trusted.trusts(workspace, "stranger"));
    assertFalse(trusted.trusts("w-" + UUID.randomUUID(), "chatgpt"));
  }

  private ValidatableResponse set(Map<String, Object> body) {
    return Requests.as(admin).body(body).put(policy).then();
  }

  /** Another one than the defaults, in everything. */
  private static Map<String, Object> wanted(int expectedVersion) {
    Map<String, Object> body = PolicyExample.defaults(expectedVersion);
    body.put("approvals_needed", 2);
    body.put("approver_roles", List.of("admin"));
    body.put("self_approval", true);
    body.put("assistant_drafts_need_person", false);
    body.put("required_reviewers", List.of("bo", "cy"));
    body.put("trusted_clients", List.of("chatgpt"));
    body.put("external_approvals", "counted");
    body.remove("reminder_after_hours");
    body.put("expires_after_hours", 48);
    return body;
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(number -> "name-" + number).toList();
  }

  private Map<String, Object> undoArguments(String actionId) {
    String recorded =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    (String)
                        entities
                            .createNativeQuery(
                                "SELECT inverse_arguments FROM undo_record WHERE action_id = :id",
                                String.class)
                            .setParameter("id", UUID.fromString(actionId))
                            .getSingleResult());
    return new JsonPath(recorded).getMap("");
  }
}
