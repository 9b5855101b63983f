package io.postly.gateway.rest;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.Authentication;
import io.postly.gateway.access.Failures;
import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RequestBody;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.refusal.CallLabels;
import io.postly.gateway.refusal.Refusals;
import io.postly.gateway.trace.CallTraces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Offers the operations below {@code /api/v1} at the very paths that the services give them. */
@Singleton
class RestEndpoints {

  private final Catalog catalog;
  private final OriginCheck originCheck;
  private final Authentication authentication;
  private final RequestBody requestBody;
  private final RestCalls calls;
  private final Refusals refusals;
  private final CallTraces traces;
  private final Failures failures;

  RestEndpoints(
      Catalog catalog,
      OriginCheck originCheck,
      Authentication authentication,
      RequestBody requestBody,
      RestCalls calls,
      Refusals refusals,
      CallTraces traces,
      Failures failures) {
    this.catalog = catalog;
    this.originCheck = originCheck;
    this.authentication = authentication;
    this.requestBody = requestBody;
    this.calls = calls;
    this.refusals = refusals;
    this.traces = traces;
    this.failures = failures;
  }

  void register(@Observes Router router) {
    operationsByPath().forEach((path, operations) -> register(router, path, operations));
    router
        .route("/api/*")
        .order(RouteOrder.OTHER_PATHS)
        .handler(this::labelUnknown)
        .handler(originCheck)
        .handler(this::refusePath);
  }

  /** A literal segment goes before a parameter in its place: braces sort after letters. */
  private SortedMap<String, List<Operation>> operationsByPath() {
    return catalog.operations().stream()
        .filter(operation -> operation.isOffered(Packaging.REST))
        .collect(Collectors.groupingBy(Operation::path, TreeMap::new, Collectors.toList()));
  }

  private void register(Router router, String path, List<Operation> operations) {
    String pattern = path.replace('{', ':').replace("}", "");
    operations.forEach(operation -> register(router, pattern, operation));
    String allowed =
        operations.stream()
            .map(operation -> operation.method().name())
            .sorted()
            .collect(Collectors.joining(", "));
    router
        .route(pattern)
        .order(RouteOrder.OTHER_METHODS)
        .handler(this::labelUnknown)
        .handler(originCheck)
        .handler(request -> refuseMethod(request, allowed));
  }

  private void register(Router router, String pattern, Operation operation) {
    router
        .route(operation.method(), pattern)
        .order(RouteOrder.FIRST)
        .handler(request -> label(request, operation))
        .handler(originCheck)
        .handler(authentication)
        .handler(operation.takesFile() ? requestBody::handleFile : requestBody)
        .handler(request -> calls.call(operation, request))
        .failureHandler(failures);
  }

  private void label(RoutingContext request, Operation operation) {
    label(
        request,
        CallLabels.of(operation, Packaging.REST),
        operation.method().name() + " " + operation.path());
  }

  private void labelUnknown(RoutingContext request) {
    label(request, CallLabels.unknown(Packaging.REST), "/api");
  }

  private void label(RoutingContext request, CallLabels labels, String span) {
    labels.attachTo(request);
    traces.begin(request, Packaging.REST, span);
    request.next();
  }

  private void refuseMethod(RoutingContext request, String allowed) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed);
    refusals.refuse(
        request,
        ProblemException.of(
            ActionErrorCode.METHOD_NOT_ALLOWED, "This path takes " + allowed + " only."));
  }

  private void refusePath(RoutingContext request) {
    refusals.refuse(
        request,
        ProblemException.of(ActionErrorCode.NOT_FOUND, "There is nothing at this path.")
            .nextStep("Use a path that /openapi.json names."));
  }
}
