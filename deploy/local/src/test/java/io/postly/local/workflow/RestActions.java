package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Calls the routes that the gateway's own OpenAPI document describes. */
final class RestActions implements Actions {

  private static final int FIRST_ERROR = 400;

  /** Of an operation whose body is a file: here it is the argument {@code file}. */
  private static final String FILE = "application/octet-stream";

  private final URI gateway;
  private final Supplier<String> token;
  private final JsonNode document;

  private record Route(String method, String path, JsonNode operation) {}

  private RestActions(URI gateway, Supplier<String> token) {
    this.gateway = gateway;
    this.token = token;
    this.document = Web.json(Web.get(gateway.resolve("/openapi.json")), 200);
  }

  static RestActions connect(URI gateway, Supplier<String> token) {
    return new RestActions(gateway, token);
  }

  @Override
  public String channel() {
    return "rest";
  }

  @Override
  public Answer call(String action, Map<String, Object> arguments) {
    Route route = route(action);
    Map<String, Object> body = new LinkedHashMap<>(arguments);
    Object key = body.remove("idempotency_key");
    String path = route.path();
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : route.operation().path("parameters")) {
      String name = parameter.path("name").asText();
      Object value = body.containsKey(name) ? body.remove(name) : null;
      if (value != null && parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", encode(value));
      } else if (value != null) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encode(value));
      }
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path + query));
    request.header("Authorization", "Bearer " + token.get());
    if (key != null) {
      request.header("Idempotency-Key", key.toString());
    }
    if (route.operation().at("/requestBody/content").has(FILE)) {
      request
          .header("Content-Type", FILE)
          .method(
              route.method(), HttpRequest.BodyPublishers.ofByteArray((byte[]) body.get("file")));
    } else if (route.operation().has("requestBody")) {
      request
          .header("Content-Type", "application/json")
          .method(route.method(), HttpRequest.BodyPublishers.ofString(Web.write(body)));
    } else {
      request.method(route.method(), HttpRequest.BodyPublishers.noBody());
    }
    return answer(Web.send(request));
  }

  private Route route(String action) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getValue().path("operationId").asText().equals(action)) {
          return new Route(
              operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
        }
      }
    }
    throw new AssertionError("The document does not describe " + action);
  }

  private static Answer answer(HttpResponse<String> response) {
    boolean failed = response.statusCode() >= FIRST_ERROR;
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (failed && !type.startsWith("application/problem+json")) {
      throw new AssertionError("A failure without a problem: " + response + " " + response.body());
    }
    return new Answer(failed, Web.parse(response.body()));
  }

  private static String encode(Object value) {
    return Web.encode(value.toString());
  }
}
