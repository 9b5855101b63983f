package io.postly.gateway.trace;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.postly.action.trace.TraceAttributes;
import io.postly.gateway.fixture.Collector;
import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.RecordedSpans;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.postly.gateway.fixture.Traced;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Traced.class)
@WithTestResource(Surroundings.class)
class CallTraceTest {

  private static final String CLIENT = "b7ad6b7169203331";
  private static final String DRAFTS = "/api/v1/workspaces/{workspace}/drafts";

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  FakeIdentityProvider identityProvider;
  Services services;
  Collector collector;

  @Inject RecordedSpans spans;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read", "drafts:write", "analytics:read");
  }

  @Test
  void shouldPutACallBelowTheClientsSpanAndTheServiceBelowTheCall() {
    call("create_draft", new JsonObject().put("workspace", "acme").put("text", "Hello"));

    SpanData call = spans.await("tools/call create_draft", trace);
    assertEquals(CLIENT, call.getParentSpanId());
    assertEquals(SpanKind.SERVER, call.getKind());
    assertEquals("create_draft", call.getAttributes().get(TraceAttributes.ACTION));
    assertEquals("mcp", call.getAttributes().get(TraceAttributes.CHANNEL));
    assertEquals("ok", call.getAttributes().get(TraceAttributes.OUTCOME));
    SpanData forwarding = spans.await("POST " + DRAFTS, trace);
    assertEquals(call.getSpanId(), forwarding.getParentSpanId());
    assertEquals(SpanKind.CLIENT, forwarding.getKind());
    assertEquals("drafts", forwarding.getAttributes().get(TraceAttributes.SERVICE));
    assertEquals(
        200, forwarding.getAttributes().get(AttributeKey.longKey("http.response.status_code")));
    assertEquals(
        "00-" + trace + "-" + forwarding.getSpanId() + "-01",
        services.drafts().only().header("traceparent"));
  }

  @Test
  void shouldBeginATraceWhereTheClientHasNone() {
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    String sent = services.drafts().only().header("traceparent");
    SpanData forwarding = spans.await("GET " + DRAFTS, sent.substring(3, 35));
    assertEquals(forwarding.getSpanId(), sent.substring(36, 52));
  }

  @Test
  void shouldTellARefusalFromAFailure() {
    services.drafts().answer(409, problem("workflow", "stale_revision"));
    call("list_drafts", new JsonObject().put("workspace", "acme"));
    call("get_workflow_report", new JsonObject().put("workspace", "acme"));

    SpanData refused = spans.await("tools/call list_drafts", trace);
    assertEquals("workflow", refused.getAttributes().get(TraceAttributes.OUTCOME));
    assertEquals("stale_revision", refused.getAttributes().get(TraceAttributes.ERROR_CODE));
    assertEquals(StatusCode.UNSET, refused.getStatus().getStatusCode());
    SpanData failed = spans.await("tools/call get_workflow_report", trace);
    assertEquals("system", failed.getAttributes().get(TraceAttributes.OUTCOME));
    assertEquals("service_unavailable", failed.getAttributes().get(TraceAttributes.ERROR_CODE));
    assertEquals(StatusCode.ERROR, failed.getStatus().getStatusCode());
  }

  @Test
  void shouldNameRestCallsByTheirRoutes() {
    given()
        .header("Authorization", "Bearer " + token)
        .header("traceparent", header())
        .get("/api/v1/workspaces/acme/drafts?query=secret")
        .then()
        .statusCode(200);

    SpanData call = spans.awaitCall("GET " + DRAFTS, trace);
    assertEquals("rest", call.getAttributes().get(TraceAttributes.CHANNEL));
    assertEquals("list_drafts", call.getAttributes().get(TraceAttributes.ACTION));
  }

  @Test
  void shouldTraceCallsWithoutAGoodToken() {
    given().header("traceparent", header()).get("/api/v1/workspaces/acme/drafts");

    SpanData call = spans.awaitCall("GET " + DRAFTS, trace);
    assertEquals("auth", call.getAttributes().get(TraceAttributes.OUTCOME));
    assertEquals("unauthenticated", call.getAttributes().get(TraceAttributes.ERROR_CODE));
  }

  @Test
  void shouldNotNameWhatAClientMakesUp() {
    send("made/up", new JsonObject());
    call("made_up", new JsonObject());

    spans.await("/mcp", trace);
    spans.await("tools/call", trace);
  }

  @Test
  void shouldHoldNothingOfTheCallItself() {
    call("create_draft", new JsonObject().put("workspace", "w-" + trace).put("text", "t-" + trace));
    spans.await("tools/call create_draft", trace);

    for (SpanData span : spans.all()) {
      String attributes = span.getName() + span.getAttributes().asMap();
      for (String kept : new String[] {trace, "user-1", token, "exchanged-"}) {
        assertFalse(attributes.contains(kept), attributes);
      }
    }
  }

  @Test
  void shouldSendItsSpansToTheCollector() {
    call("get_draft", new JsonObject().put("workspace", "acme").put("draft_id", "1"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                collector.received().stream()
                    .anyMatch(
                        batch ->
                            batch.contains("tools/call get_draft")
                                && batch.contains("mcp-gateway")));
  }

  @Test
  void shouldGiveMetricsExemplars() {
    call("get_workflow_report", new JsonObject().put("workspace", "acme"));
    spans.await("tools/call get_workflow_report", trace);

    String metrics =
        given()
            .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1")
            .get("/q/metrics")
            .asString();

    List<String> refusals =
        metrics.lines().filter(line -> line.startsWith("postly_tool_calls_total")).toList();
    assertTrue(
        refusals.stream().anyMatch(line -> line.contains("trace_id=\"")), refusals.toString());
  }

  private ValidatableResponse call(String tool, JsonObject arguments) {
    return send("tools/call", new JsonObject().put("name", tool).put("arguments", arguments));
  }

  private ValidatableResponse send(String method, JsonObject params) {
    return Mcp.with(token)
        .headers(Map.of("traceparent", header()))
        .body(Mcp.message(method, params))
        .post("/mcp")
        .then();
  }

  private String header() {
    return "00-" + trace + "-" + CLIENT + "-01";
  }

  private static String problem(String category, String code) {
    return new JsonObject().put("title", "No").put("category", category).put("code", code).encode();
  }
}
