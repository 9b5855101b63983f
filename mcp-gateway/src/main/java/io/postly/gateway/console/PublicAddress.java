package io.postly.gateway.console;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;

/**
 * Tells the console under which address browsers reach it, so that its redirects lead there:
 * whatever a client says of that itself is overwritten.
 *
 * @param publicUrl a scheme, a host and perhaps a port
 */
record PublicAddress(URI publicUrl) implements ProxyInterceptor {

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    MultiMap headers = context.request().headers();
    headers.remove("Forwarded");
    headers.remove("X-Forwarded-Port");
    headers.remove("X-Forwarded-Prefix");
    headers.remove("X-Forwarded-Ssl");
    headers.set("X-Forwarded-Proto", publicUrl.getScheme());
    headers.set("X-Forwarded-Host", publicUrl.getAuthority());
    headers.set(
        "X-Forwarded-For", context.request().proxiedRequest().remoteAddress().hostAddress());
    return context.sendRequest();
  }
}
