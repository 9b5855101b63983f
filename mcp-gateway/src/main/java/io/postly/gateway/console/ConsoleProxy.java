package io.postly.gateway.console;

import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.web.Router;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Lets browsers reach the review console under the gateway's address. Requests and answers pass as
 * they are, cookies included: signing in and out is between the browser and the console, so nothing
 * that the gateway asks of its own callers is asked here. The console has no WebSockets: a tunnel
 * to it would keep its connection, and go round what is done with requests.
 */
@Singleton
class ConsoleProxy {

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int IDLE_TIMEOUT_SECONDS = 60;

  /** The session's cookies are sent back whole, and are large. */
  private static final int LARGEST_HEADER = 64 * 1024;

  private final HttpClient client;
  private final HttpProxy proxy;
  private final LoopbackReturn loopbackReturn;

  ConsoleProxy(ConsoleConfig console, GatewayConfig gateway, Vertx vertx) {
    URI target = URI.create(console.url());
    boolean encrypted = target.getScheme().equals("https");
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(encrypted)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                .setMaxHeaderSize(LARGEST_HEADER));
    proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(port(target, encrypted), target.getHost())
            .addInterceptor(new PublicAddress(URI.create(gateway.publicUrl())))
            .addInterceptor(new WholeBody(gateway.maxRequestSize().asLongValue()))
            .addInterceptor(new Unreachable());
    loopbackReturn = new LoopbackReturn(URI.create(gateway.publicUrl()));
  }

  void register(@Observes Router router) {
    router.get(LoopbackReturn.PATH).order(RouteOrder.FIRST).handler(loopbackReturn);
    router.route("/console").order(RouteOrder.FIRST).handler(call -> proxy.handle(call.request()));
    router
        .route("/console/*")
        .order(RouteOrder.FIRST)
        .handler(call -> proxy.handle(call.request()));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private static int port(URI target, boolean encrypted) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return encrypted ? 443 : 80;
  }
}
