package io.postly.gateway.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of allowed origins read the answers (the Fetch standard's CORS protocol). Never with
 * cookies: a token is the only thing by which a caller is known.
 */
final class CrossOrigin {

  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, MCP-Protocol-Version, Mcp-Method, Mcp-Name,"
          + " Mcp-Session-Id, Last-Event-ID";
  private static final String ANSWER_HEADERS =
      "WWW-Authenticate, Mcp-Session-Id, Retry-After, RateLimit, RateLimit-Policy, ETag, Location";
  private static final String ONE_HOUR = "3600";

  private CrossOrigin() {}

  /**
   * Answers a preflight request, or lets the answer to come be read.
   *
   * @return whether the request has been answered
   */
  static boolean answered(RoutingContext request, String allowedOrigin) {
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowedOrigin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS)
        .putHeader(HttpHeaders.VARY, "Origin");
    if (!isPreflight(request)) {
      return false;
    }
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_HOUR)
        .end();
    return true;
  }

  private static boolean isPreflight(RoutingContext request) {
    return request.request().method().equals(HttpMethod.OPTIONS)
        && request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }
}
