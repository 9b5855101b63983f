package io.postly.gateway.forward;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.catalog.Packaging;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * On whose behalf a call is forwarded.
 *
 * @param token the verified token
 * @param channel the way by which the call came; decided by the route, never by an argument
 * @param traceparent the trace that the call belongs to (W3C Trace Context)
 */
public record Caller(AccessToken token, Packaging channel, Optional<String> traceparent) {

  /** The caller of an authenticated request. */
  public static Caller of(RoutingContext request, Packaging channel) {
    return new Caller(
        AccessToken.of(request),
        channel,
        Optional.ofNullable(request.request().getHeader("traceparent")));
  }
}
