package io.postly.gateway.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * Leads people to the name under which they are signed in to the console. Where that is on the
 * machine itself, some networks send them back to the loopback address in figures alone (RFC 8252,
 * 7.3), where browsers have no cookie of theirs.
 *
 * @param publicUrl a scheme, a host and perhaps a port
 */
record LoopbackReturn(URI publicUrl) implements Handler<RoutingContext> {

  static final String PATH = "/console/connection/done";

  private static final int FOUND = 302;

  @Override
  public void handle(RoutingContext call) {
    HostAndPort asked = call.request().authority();
    if (publicUrl.getHost().equals("localhost")
        && asked != null
        && asked.host().equals("127.0.0.1")) {
      call.response()
          .setStatusCode(FOUND)
          .putHeader(HttpHeaders.LOCATION, publicUrl + call.request().uri())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end();
    } else {
      call.next();
    }
  }
}
