package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.Authentication;
import io.postly.gateway.access.Failures;
import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RequestBody;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.refusal.CallLabels;
import io.postly.gateway.refusal.Refusals;
import io.postly.gateway.trace.CallTrace;
import io.postly.gateway.trace.CallTraces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Everything that a request to {@code /mcp} passes before the MCP library sees it. */
@Singleton
class McpEndpoint {

  private final OriginCheck originCheck;
  private final Authentication authentication;
  private final RequestBody requestBody;
  private final MessageCheck messageCheck;
  private final ModernEra modernEra;
  private final MethodCheck methodCheck;
  private final NullArguments nullArguments;
  private final Sessionless sessionless;
  private final LegacyRequests legacyRequests;
  private final McpMethods methods;
  private final Refusals refusals;
  private final CallTraces traces;
  private final Failures failures;

  McpEndpoint(
      OriginCheck originCheck,
      Authentication authentication,
      RequestBody requestBody,
      MessageCheck messageCheck,
      ModernEra modernEra,
      MethodCheck methodCheck,
      NullArguments nullArguments,
      Sessionless sessionless,
      LegacyRequests legacyRequests,
      McpMethods methods,
      Refusals refusals,
      CallTraces traces,
      Failures failures) {
    this.originCheck = originCheck;
    this.authentication = authentication;
    this.requestBody = requestBody;
    this.messageCheck = messageCheck;
    this.modernEra = modernEra;
    this.methodCheck = methodCheck;
    this.nullArguments = nullArguments;
    this.sessionless = sessionless;
    this.legacyRequests = legacyRequests;
    this.methods = methods;
    this.refusals = refusals;
    this.traces = traces;
    this.failures = failures;
  }

  /**
   * The pattern covers the library's endpoints for the older SSE transport below {@code /mcp}, too.
   */
  void register(@Observes Router router) {
    router
        .route("/mcp*")
        .order(RouteOrder.FIRST)
        .handler(this::label)
        .handler(originCheck)
        .handler(authentication)
        .handler(this::checkTarget)
        .handler(requestBody)
        .handler(messageCheck)
        .handler(this::nameMethod)
        .handler(nullArguments)
        .handler(modernEra)
        .handler(methodCheck)
        .handler(legacyRequests)
        .handler(sessionless)
        .failureHandler(failures);
  }

  /** A GET is no call: clients ask by it whether there is a stream. */
  private void label(RoutingContext request) {
    if (request.request().method().equals(HttpMethod.POST)) {
      CallLabels.unknown(Packaging.MCP).attachTo(request);
      traces.begin(request, Packaging.MCP, "/mcp");
    }
    request.next();
  }

  /** In the trace; what a client makes up stays out of it. */
  private void nameMethod(RoutingContext request) {
    String method = McpRequest.of(request).method();
    if (methods.isKnown(method)) {
      CallTrace.of(request).asks(method);
    }
    request.next();
  }

  /** Without sessions there is no stream to GET and nothing to DELETE. */
  private void checkTarget(RoutingContext request) {
    if (!request.normalizedPath().equals("/mcp")) {
      refusals.refuse(
          request,
          ProblemException.of(ActionErrorCode.NOT_FOUND, "There is nothing at this path.")
              .nextStep("Use a path that /openapi.json names."));
    } else if (!request.request().method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      refusals.refuse(
          request,
          ProblemException.of(
              ActionErrorCode.METHOD_NOT_ALLOWED, "MCP messages are sent by POST."));
    } else {
      request.next();
    }
  }
}
