package io.postly.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What clients that listen to every server meet here. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class SubscriptionsTest {

  private static final int MOST = 16;

  @TestHTTPResource("/mcp")
  URI endpoint;

  FakeIdentityProvider identityProvider;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shouldAcknowledgeFirstAndAgreeToNothing() throws Exception {
    HttpResponse<InputStream> response = listen(identityProvider.token("drafts:read"));

    assertEquals(200, response.statusCode());
    assertEquals("text/event-stream", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no", response.headers().firstValue("X-Accel-Buffering").orElse(""));
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertEquals("event: message", events.readLine());
      JsonObject first = new JsonObject(events.readLine().substring("data: ".length()));
      assertEquals("notifications/subscriptions/acknowledged", first.getString("method"));
      JsonObject params = first.getJsonObject("params");
      assertTrue(params.getJsonObject("notifications").isEmpty());
      assertEquals(
          7, params.getJsonObject("_meta").getValue("io.modelcontextprotocol/subscriptionId"));
    }
  }

  @Test
  void shouldKeepNoMoreOpenThanAPersonNeeds() throws Exception {
    String token = identityProvider.tokenOf("listener", "drafts:read");
    List<HttpResponse<InputStream>> opened = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      opened.add(listen(token));
    }
    HttpResponse<InputStream> tooMany = listen(token);
    assertEquals(400, tooMany.statusCode());
    assertEquals(200, listen(identityProvider.tokenOf("another", "drafts:read")).statusCode());

    for (HttpResponse<InputStream> response : opened) {
      response.body().close();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> listen(token).statusCode() == 200);
  }

  private HttpResponse<InputStream> listen(String token) throws IOException, InterruptedException {
    JsonObject meta =
        new JsonObject()
            .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
            .put("io.modelcontextprotocol/clientCapabilities", new JsonObject());
    JsonObject params =
        new JsonObject()
            .put("_meta", meta)
            .put("notifications", new JsonObject().put("toolsListChanged", true));
    JsonObject message =
        new JsonObject()
            .put("jsonrpc", "2.0")
            .put("id", 7)
            .put("method", "subscriptions/listen")
            .put("params", params);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "subscriptions/listen")
            .POST(HttpRequest.BodyPublishers.ofString(message.encode()))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }
}
