package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.AccessToken;
import io.postly.gateway.access.MediaTypes;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets exactly the messages through that the transport allows: one JSON-RPC request per POST. The
 * MCP library takes other media types and batches, answers what it cannot parse with 200, and
 * insists on two literal values of {@code Accept}.
 */
@Singleton
class MessageCheck implements Handler<RoutingContext> {

  /** The revisions with a handshake that are served, the latest first. */
  static final List<String> LEGACY_VERSIONS =
      McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.stream()
          .sorted(Comparator.reverseOrder())
          .toList();

  /** Every revision that is served, the latest first. */
  static final List<String> VERSIONS =
      Stream.concat(Stream.of(ModernEra.VERSION), LEGACY_VERSIONS.stream()).toList();

  private final OpenQuestions questions;

  MessageCheck(OpenQuestions questions) {
    this.questions = questions;
  }

  @Override
  public void handle(RoutingContext request) {
    checkMediaTypes(request.request().headers());
    try {
      accept(request, message(request));
    } catch (InvalidMessageException e) {
      answer(request, 400, JsonRpc.error(e.id(), e.code(), e.getMessage(), e.data()));
    }
  }

  private static void checkMediaTypes(MultiMap headers) {
    if (!MediaTypes.isJson(headers.get(HttpHeaders.CONTENT_TYPE))) {
      throw ProblemException.of(
          ActionErrorCode.UNSUPPORTED_MEDIA_TYPE, "An MCP message is sent as application/json.");
    }
    if (!MediaTypes.acceptsJson(headers.getAll(HttpHeaders.ACCEPT))) {
      throw ProblemException.of(
          ActionErrorCode.NOT_ACCEPTABLE, "An MCP answer is application/json.");
    }
    headers.set(HttpHeaders.ACCEPT, "application/json, text/event-stream");
  }

  private static JsonObject message(RoutingContext request) throws InvalidMessageException {
    Object parsed = parse(request.body().buffer());
    if (!(parsed instanceof JsonObject message)) {
      throw new InvalidMessageException(
          null, JsonRpc.INVALID_REQUEST, "One message per request; batches are not supported");
    }
    Object id = message.getValue("id");
    if (!"2.0".equals(message.getValue("jsonrpc"))) {
      throw new InvalidMessageException(id, JsonRpc.INVALID_REQUEST, "jsonrpc must be \"2.0\"");
    }
    String version = request.request().getHeader(ModernHeaders.VERSION);
    if (version != null && !VERSIONS.contains(version)) {
      throw new InvalidMessageException(
          id,
          JsonRpc.UNSUPPORTED_VERSION,
          ModernHeaders.VERSION + " must be one of " + String.join(", ", VERSIONS),
          new JsonObject().put("supported", new JsonArray(VERSIONS)).put("requested", version));
    }
    return message;
  }

  private static Object parse(Buffer body) throws InvalidMessageException {
    try {
      return Json.decodeValue(body == null ? Buffer.buffer() : body);
    } catch (DecodeException e) {
      throw new InvalidMessageException(null, JsonRpc.PARSE_ERROR, "The body is not JSON");
    }
  }

  /** Nothing is kept between requests, so a notification has nothing to change. */
  private void accept(RoutingContext request, JsonObject message) throws InvalidMessageException {
    if (isResponse(message)) {
      questions.answer(AccessToken.of(request).subject(), message);
      request.response().setStatusCode(202).end();
      return;
    }
    if (isNotification(message)) {
      request.response().setStatusCode(202).end();
      return;
    }
    checkRequest(message);
    McpRequest.of(message).attachTo(request);
    request.next();
  }

  private static boolean isResponse(JsonObject message) {
    return !message.containsKey("method")
        && (message.containsKey("result") || message.containsKey("error"));
  }

  private static boolean isNotification(JsonObject message) {
    return !message.containsKey("id") && isMethod(message);
  }

  private static boolean isMethod(JsonObject message) {
    return message.getValue("method") instanceof String;
  }

  private static void checkRequest(JsonObject message) throws InvalidMessageException {
    Object id = message.getValue("id");
    if (!(id instanceof String || id instanceof Integer || id instanceof Long)) {
      throw new InvalidMessageException(
          null, JsonRpc.INVALID_REQUEST, "id must be a string or an integer");
    }
    if (!isMethod(message)) {
      throw new InvalidMessageException(id, JsonRpc.INVALID_REQUEST, "method must be a string");
    }
    Object params = message.getValue("params");
    if (params != null && !(params instanceof JsonObject)) {
      throw new InvalidMessageException(id, JsonRpc.INVALID_REQUEST, "params must be an object");
    }
  }

  static void answer(RoutingContext request, int status, JsonObject message) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(message.toBuffer());
  }
}
