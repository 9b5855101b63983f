package io.postly.gateway.refusal;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class RefusalMetricsTest {

  private static final String DRAFTS = "/api/v1/workspaces/acme/drafts";

  FakeIdentityProvider identityProvider;
  Services services;
  @Inject MeterRegistry meters;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read");
  }

  @Test
  void shouldCountTokensThatAreNotAccepted() {
    assertCounted(
        "list_drafts",
        "rest",
        "auth",
        "unauthenticated",
        () -> given().header("Authorization", "Bearer nonsense").get(DRAFTS));
    assertCounted(
        "unknown",
        "mcp",
        "auth",
        "unauthenticated",
        () -> given().header("Authorization", "Bearer nonsense").post("/mcp"));
  }

  @Test
  void shouldNotCountHowAClientLearnsToSignIn() {
    double before = callsOfAllKinds();

    given().get(DRAFTS);
    given().post("/mcp");

    assertEquals(before, callsOfAllKinds());
  }

  @Test
  void shouldNotTakeAnythingOfARequestForALabelOfItsTime() {
    given().post("/mcp/made-up-by-a-caller");
    given().get("/api/made-up-by-a-caller");
    given().request("MADEUP", "/mcp");

    String scrape = given().get("/q/metrics").asString();

    assertFalse(scrape.contains("made-up-by-a-caller"), scrape);
    assertFalse(scrape.contains("MADEUP"), scrape);
  }

  @Test
  void shouldCountForeignOrigins() {
    assertCounted(
        "list_drafts",
        "rest",
        "auth",
        "origin_not_allowed",
        () -> given().header("Origin", "https://evil.example").get(DRAFTS));
  }

  @Test
  void shouldCountArgumentsThatMakeNoTarget() {
    assertCounted(
        "list_drafts",
        "mcp",
        "validation",
        "invalid_input",
        () -> Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "..")));
  }

  @Test
  void shouldCountUnreachableServices() {
    JsonObject arguments = new JsonObject().put("workspace", "acme");
    assertCounted(
        "get_workflow_report",
        "mcp",
        "system",
        "service_unavailable",
        () -> Mcp.call(token, "get_workflow_report", arguments));
    assertCounted(
        "get_workflow_report",
        "rest",
        "system",
        "service_unavailable",
        () ->
            given()
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/workspaces/acme/workflow-report"));
  }

  @Test
  void shouldNotTakeAPathForALabel() {
    assertCounted(
        "unknown",
        "rest",
        "validation",
        "not_found",
        () -> given().header("Authorization", "Bearer " + token).get("/api/v1/anything-at-all"));
  }

  @Test
  void shouldLeaveCallsThatReachAServiceToTheService() {
    services.drafts().refuse(409, "stale_revision");
    double before = callsOfAllKinds();

    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    assertEquals(before, callsOfAllKinds());
  }

  @Test
  void shouldShowWhatTheDashboardsRead() {
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));
    given().header("Authorization", "Bearer nonsense").get(DRAFTS);

    String scrape = given().get("/q/metrics").then().statusCode(200).extract().asString();

    assertTrue(scrape.contains("postly_tool_calls_total{"), scrape);
    assertTrue(scrape.contains("postly_errors_total{"), scrape);
    assertTrue(scrape.contains("postly_gateway_forward_seconds_count{"), scrape);
    assertTrue(scrape.contains("cache_gets_total{cache=\"token-exchange\""), scrape);
  }

  @Test
  void shouldBeReadyAndAlive() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
  }

  private void assertCounted(
      String tool, String channel, String category, String code, Runnable call) {
    double calls = calls(tool, channel, category);
    double errors = errors(category, code, tool);

    call.run();

    assertEquals(calls + 1, calls(tool, channel, category));
    assertEquals(errors + 1, errors(category, code, tool));
  }

  private double calls(String tool, String channel, String outcome) {
    return Metric.TOOL_CALLS.counter(meters, tool, channel, outcome).count();
  }

  private double errors(String category, String code, String tool) {
    return Metric.ERRORS.counter(meters, category, code, tool).count();
  }

  private double callsOfAllKinds() {
    return meters.find("postly_tool_calls").counters().stream().mapToDouble(Counter::count).sum();
  }
}
