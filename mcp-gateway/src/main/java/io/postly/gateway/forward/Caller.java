package io.postly.gateway.forward;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.trace.CallTrace;
import io.vertx.ext.web.RoutingContext;

/**
 * On whose behalf a call is forwarded.
 *
 * @param token the verified token
 * @param channel the way by which the call came; decided by the route, never by an argument
 * @param trace the trace that the call belongs to
 */
public record Caller(AccessToken token, Packaging channel, CallTrace trace) {

  /** The caller of an authenticated request. */
  public static Caller of(RoutingContext request, Packaging channel) {
    return new Caller(AccessToken.of(request), channel, CallTrace.of(request));
  }
}
