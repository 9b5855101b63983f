package io.postly.gateway.access;

import io.postly.action.problem.ProblemException;
import io.postly.gateway.config.GatewayConfig;
import io.postly.gateway.problem.GatewayErrorCode;
import io.postly.gateway.refusal.Refusals;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a foreign web page made a browser send (DNS rebinding, cross-site): by
 * {@code Origin} and by {@code Host}, whatever address the gateway is bound to.
 */
@Singleton
public class OriginCheck implements Handler<RoutingContext> {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Refusals refusals;
  private final Set<String> origins;
  private final Set<String> hosts;

  OriginCheck(GatewayConfig config, Refusals refusals) {
    this.refusals = refusals;
    origins = new HashSet<>(config.allowedOrigins());
    origins.add(config.publicUrl());
    hosts = new HashSet<>(config.allowedHosts().orElse(Set.of()));
    hosts.add(URI.create(config.publicUrl()).getAuthority().toLowerCase(Locale.ROOT));
  }

  @Override
  public void handle(RoutingContext request) {
    String origin = request.request().getHeader(HttpHeaders.ORIGIN);
    HostAndPort host = request.request().authority();
    if (host == null || !isAllowedHost(host)) {
      refusals.refuse(
          request,
          ProblemException.of(
              GatewayErrorCode.HOST_NOT_ALLOWED, "The Host header names another server."));
    } else if (origin != null && !isAllowedOrigin(origin)) {
      refusals.refuse(
          request,
          ProblemException.of(
              GatewayErrorCode.ORIGIN_NOT_ALLOWED, "The Origin header names a foreign origin."));
    } else if (origin == null || !CrossOrigin.answered(request, origin)) {
      request.next();
    }
  }

  private boolean isAllowedHost(HostAndPort host) {
    return THIS_MACHINE.contains(host.host())
        || hosts.contains(host.toString().toLowerCase(Locale.ROOT));
  }

  private boolean isAllowedOrigin(String origin) {
    return origins.contains(origin) || isThisMachine(origin);
  }

  private static boolean isThisMachine(String origin) {
    try {
      URI uri = URI.create(origin);
      return uri.getHost() != null
          && THIS_MACHINE.contains(uri.getHost())
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
