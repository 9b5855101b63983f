package io.postly.gateway.rest;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.Challenge;
import io.postly.gateway.access.MediaTypes;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.config.GatewayConfig;
import io.postly.gateway.forward.Arguments;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.forward.Forwarder;
import io.postly.gateway.forward.ServiceReply;
import io.postly.gateway.forward.ServiceRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Performs REST calls by forwarding them as they are to the service that owns the action. */
@Singleton
class RestCalls {

  private static final List<CharSequence> PASSED_ON =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.ETAG,
          HttpHeaders.RETRY_AFTER,
          "RateLimit",
          "RateLimit-Policy");

  private final Forwarder forwarder;
  private final Challenge challenge;
  private final String publicUrl;

  RestCalls(Forwarder forwarder, Challenge challenge, GatewayConfig config) {
    this.forwarder = forwarder;
    this.challenge = challenge;
    this.publicUrl = config.publicUrl();
  }

  void call(Operation operation, RoutingContext request) {
    Caller caller = Caller.of(request, Packaging.REST);
    caller.trace().performs(operation);
    forwarder
        .forward(serviceRequest(operation, request), caller)
        .invoke(reply -> answer(operation, caller, request.response(), reply))
        .subscribe()
        .with(reply -> {}, failure -> fail(request, failure));
  }

  private static ServiceRequest serviceRequest(Operation operation, RoutingContext request) {
    String query = request.request().query();
    return new ServiceRequest(
        operation,
        Arguments.serviceOf(operation, request::pathParam),
        request.normalizedPath() + (query == null ? "" : "?" + query),
        body(operation, request),
        Optional.ofNullable(request.request().getHeader("Idempotency-Key")),
        ifMatch(request),
        Optional.empty());
  }

  /** All of it: a service that saw one tag of several would check half a precondition. */
  private static Optional<String> ifMatch(RoutingContext request) {
    List<String> sent = request.request().headers().getAll(HttpHeaders.IF_MATCH);
    return sent.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", sent));
  }

  private static Optional<Buffer> body(Operation operation, RoutingContext request) {
    Buffer body = request.body().buffer();
    if (body == null || body.length() == 0) {
      return Optional.empty();
    }
    if (!operation.takesFile()
        && !MediaTypes.isJson(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      throw ProblemException.of(
          ActionErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body is sent as application/json.");
    }
    return Optional.of(body);
  }

  private void answer(
      Operation operation, Caller caller, HttpServerResponse response, ServiceReply reply) {
    response.setStatusCode(reply.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    for (CharSequence header : PASSED_ON) {
      if (reply.headers().contains(header)) {
        response.putHeader(header, reply.headers().get(header));
      }
    }
    if (reply.headers().contains(HttpHeaders.LOCATION)) {
      response.putHeader(
          HttpHeaders.LOCATION, publicLocation(reply.headers().get(HttpHeaders.LOCATION)));
    }
    challenge
        .forRefusal(reply.status(), reply.problemCode(), caller.token(), operation.scope())
        .ifPresent(value -> response.putHeader(Challenge.HEADER, value));
    response.end(reply.text());
  }

  /** Services name themselves by addresses that clients cannot reach. */
  private String publicLocation(String location) {
    URI uri = URI.create(location);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return publicUrl + uri.getRawPath() + query;
  }

  private void fail(RoutingContext request, Throwable failure) {
    if (failure instanceof ProblemException e && e.code() == ActionErrorCode.UNAUTHENTICATED) {
      request.response().putHeader(Challenge.HEADER, challenge.invalidToken());
    }
    request.fail(failure);
  }
}
