package io.postly.gateway.network;

import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.config.ServicesConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets networks fetch, under the gateway's address, what the service that speaks with them makes
 * for the world: the document that says who this installation is, and pictures of posts that are
 * being sent. Nobody has to say who they are; the address of a picture is known to its network
 * alone.
 */
@Singleton
class NetworkFetches {

  private static final String DOCUMENT = "/oauth-client-metadata.json";
  private static final String PICTURES = "/media/*";
  private static final String SERVICE = "scheduling";
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  /** A picture may have to wait for memory, and for its store. */
  private static final int IDLE_TIMEOUT_SECONDS = 20;

  private final HttpClient client;
  private final HttpProxy proxy;
  private final OriginCheck originCheck;

  NetworkFetches(ServicesConfig services, OriginCheck originCheck, Vertx vertx) {
    RequestOptions target =
        new RequestOptions().setAbsoluteURI(services.services().get(SERVICE).url());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(target.isSsl())
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS));
    this.proxy =
        HttpProxy.reverseProxy(client)
            .origin(target.getPort(), target.getHost())
            .addInterceptor(new Anonymous());
    this.originCheck = originCheck;
  }

  void register(@Observes Router router) {
    router.route(DOCUMENT).order(RouteOrder.FIRST).handler(originCheck);
    router.get(DOCUMENT).order(RouteOrder.FIRST).handler(this::pass);
    router.route(PICTURES).order(RouteOrder.FIRST).handler(originCheck);
    router
        .route(PICTURES)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .order(RouteOrder.FIRST)
        .handler(this::pass);
  }

  private void pass(RoutingContext request) {
    proxy.handle(request.request());
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /** Nothing that says who asks goes on. */
  private static final class Anonymous implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      MultiMap headers = context.request().headers();
      headers.remove(HttpHeaders.AUTHORIZATION);
      headers.remove(HttpHeaders.COOKIE);
      return context.sendRequest();
    }
  }
}
