package io.postly.gateway.trace;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.postly.gateway.fixture.Traced;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Traced.class)
@WithTestResource(Surroundings.class)
class LogTest {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ExtHandler handler = new Lines();

  FakeIdentityProvider identityProvider;
  Services services;

  @BeforeEach
  void record() {
    services.reset();
    Logger.getLogger("io.postly").addHandler(handler);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("io.postly").removeHandler(handler);
  }

  @Test
  void shouldLogNoTokenAndNoArgument() {
    String token = identityProvider.token("drafts:read", "drafts:write", "analytics:read");
    String expired = identityProvider.expiredToken();
    JsonObject arguments =
        new JsonObject().put("workspace", "secret-workspace").put("text", "secret-text");

    Mcp.call(token, "create_draft", arguments);
    services.drafts().hangUp();
    Mcp.call(token, "create_draft", arguments);
    services.drafts().answer(200, "no JSON, secret-text");
    Mcp.call(token, "create_draft", arguments);
    Mcp.call(token, "get_workflow_report", arguments);
    for (String refused : List.of(expired, identityProvider.foreignToken(), "secret-token")) {
      given()
          .header("Authorization", "Bearer " + refused)
          .get("/api/v1/workspaces/secret-workspace/drafts")
          .then()
          .statusCode(401);
    }

    assertTrue(lines.size() >= 6, lines.toString());
    for (String line : lines) {
      for (String secret : List.of(signature(token), signature(expired), "secret", "user-1")) {
        assertFalse(line.contains(secret), line);
      }
    }
  }

  @Test
  void shouldNameTheTraceInItsLines() {
    String token = identityProvider.token("analytics:read");

    Mcp.call(token, "get_workflow_report", new JsonObject().put("workspace", "acme"));

    assertTrue(lines.getFirst().contains("\"traceId\":\""), lines.toString());
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.'));
  }

  private final class Lines extends ExtHandler {

    Lines() {
      setFormatter(new JsonFormatter());
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
      lines.add(getFormatter().format(line));
    }
  }
}
