package io.postly.gateway.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.FakeService;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.ReceivedRequest;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class RestCallTest {

  private static final String DRAFTS = "/api/v1/workspaces/acme/drafts";

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read", "drafts:write");
  }

  private RequestSpecification request() {
    return given().header("Authorization", "Bearer " + token);
  }

  @Test
  void shouldForwardTheRequestAsItIs() {
    request()
        .contentType("application/json")
        .header("Idempotency-Key", "key-1")
        .header("Cookie", "secret=1")
        .header("Postly-Channel", "console")
        .header("Postly-Client", "someone-else")
        .body("{ \"text\" : \"Hello\" }")
        .post(DRAFTS)
        .then()
        .statusCode(200)
        .body(equalTo(FakeService.DEFAULT_BODY));

    ReceivedRequest received = services.drafts().only();
    assertEquals(DRAFTS, received.target());
    assertEquals("{ \"text\" : \"Hello\" }", received.body());
    assertEquals("rest", received.header("Postly-Channel"));
    assertEquals("chatgpt", received.header("Postly-Client"));
    assertNull(received.header("Cookie"));
  }

  @Test
  void shouldForwardAFileWhateverItIsSaidToBe() {
    request()
        .contentType("text/html")
        .body("not JSON".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/workspaces/acme/media/uploads")
        .then()
        .statusCode(200);

    ReceivedRequest received = services.drafts().only();
    assertEquals("not JSON", received.body());
    assertEquals("application/octet-stream", received.header("Content-Type"));
  }

  @Test
  void shouldTakeLargerFilesThanOtherBodies() {
    byte[] large = new byte[2 * 1024 * 1024];
    request()
        .contentType("image/jpeg")
        .body(large)
        .post("/api/v1/workspaces/acme/media/uploads")
        .then()
        .statusCode(200);
    request().contentType("application/json").body(large).post(DRAFTS).then().statusCode(413);
    request()
        .contentType("image/jpeg")
        .body(new byte[8 * 1024 * 1024 + 1])
        .post("/api/v1/workspaces/acme/media/uploads")
        .then()
        .statusCode(413);
    assertEquals(large.length, services.drafts().only().body().length());
  }

  @Test
  void shouldForwardTheSameRequestFromBothPackagings() {
    JsonObject arguments =
        new JsonObject().put("workspace", "acme").put("text", "Hello").put("idempotency_key", "k");
    Mcp.call(token, "create_draft", arguments);
    ReceivedRequest fromMcp = services.drafts().only();
    services.reset();

    request()
        .contentType("application/json")
        .header("Idempotency-Key", "k")
        .body("{\"text\":\"Hello\"}")
        .post(DRAFTS);

    ReceivedRequest fromRest = services.drafts().only();
    assertEquals(comparable(fromMcp), comparable(fromRest));
  }

  /** The channel is the one difference that there must be. */
  private static ReceivedRequest comparable(ReceivedRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.remove("postly-channel");
    return new ReceivedRequest(request.method(), request.target(), headers, request.body());
  }

  @Test
  void shouldForwardThePreconditionAsItIs() {
    request()
        .contentType("application/json")
        .header("If-Match", "\"1\"", "W/\"2\"")
        .body("{\"text\":\"Hello\"}")
        .patch(DRAFTS + "/d1");

    assertEquals("\"1\", W/\"2\"", services.drafts().only().header("If-Match"));
  }

  @Test
  void shouldForwardTheQueryUntouched() {
    request()
        .urlEncodingEnabled(false)
        .get(DRAFTS + "?query=a%26b&nonsense=1")
        .then()
        .statusCode(200);

    assertEquals(DRAFTS + "?query=a%26b&nonsense=1", services.drafts().only().target());
  }

  @Test
  void shouldPassOnTheHeadersThatCallersNeed() {
    services
        .drafts()
        .answer(
            201,
            FakeService.DEFAULT_BODY,
            Map.of(
                "ETag", "\"3\"",
                "Location", "http://drafts.internal:8081/api/v1/workspaces/acme/drafts/d1?a=b",
                "Retry-After", "5",
                "RateLimit", "\"calls\";r=1;t=2",
                "RateLimit-Policy", "\"calls\";q=3;w=60",
                "X-Internal", "secret"));

    request()
        .contentType("application/json")
        .body("{\"text\":\"Hello\"}")
        .post(DRAFTS)
        .then()
        .statusCode(201)
        .header("ETag", "\"3\"")
        .header("Location", "http://localhost:8080/api/v1/workspaces/acme/drafts/d1?a=b")
        .header("Retry-After", "5")
        .header("RateLimit", "\"calls\";r=1;t=2")
        .header("RateLimit-Policy", "\"calls\";q=3;w=60")
        .header("Cache-Control", "no-store")
        .header("X-Internal", nullValue());
  }

  @Test
  void shouldPassProblemsOn() {
    services.drafts().refuse(409, "stale_revision");

    request()
        .get(DRAFTS)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("stale_revision"));
  }

  @Test
  void shouldAskForTheScopeThatIsMissing() {
    services.drafts().refuse(403, "insufficient_scope");

    request()
        .get(DRAFTS)
        .then()
        .statusCode(403)
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
        .header("WWW-Authenticate", containsString("scope=\"drafts:read"));
  }

  @Test
  void shouldOfferWhatIsNotATool() {
    request()
        .contentType("application/json")
        .body("{\"name\":\"Sandbox\"}")
        .post("/api/v1/workspaces/acme/channels")
        .then()
        .statusCode(200);

    assertEquals("/api/v1/workspaces/acme/channels", services.scheduling().only().target());
  }

  @Test
  void shouldSayThatAServiceIsDown() {
    request()
        .get("/api/v1/workspaces/acme/workflow-report")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("code", equalTo("service_unavailable"))
        .body("category", equalTo("system"))
        .body("retryable", equalTo(true));
  }

  @Test
  void shouldAskForAToken() {
    given()
        .get(DRAFTS)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("/.well-known/oauth-protected-resource/mcp\""))
        .header("WWW-Authenticate", not(containsString("error=")))
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void shouldRefuseTokensForOthers() {
    given()
        .header("Authorization", "Bearer " + identityProvider.foreignToken())
        .get(DRAFTS)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldRefuseWhatIsNotAToken() {
    given()
        .header("Authorization", "Bearer nonsense")
        .get(DRAFTS)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
  }

  @Test
  void shouldRefuseBodiesThatAreNotJson() {
    request().contentType("text/plain").body("{}").post(DRAFTS).then().statusCode(415);
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldRefuseLargeBodies() {
    request()
        .contentType("application/json")
        .body("\"" + "a".repeat(2 * 1024 * 1024) + "\"")
        .post(DRAFTS)
        .then()
        .statusCode(413)
        .body("code", equalTo("payload_too_large"));
  }

  @Test
  void shouldNameTheMethodsOfAPath() {
    request()
        .delete(DRAFTS)
        .then()
        .statusCode(405)
        .header("Allow", "GET, POST")
        .body("code", equalTo("method_not_allowed"));
  }

  @Test
  void shouldNotKnowOtherPaths() {
    request().get("/api/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
    request().get("/api").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void shouldRefuseForeignOrigins() {
    request().header("Origin", "https://evil.example").get(DRAFTS).then().statusCode(403);
  }
}
