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
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets authorization servers of networks fetch, under the gateway's address, the document that says
 * who this installation is. The service that connects accounts makes it. It is for the world, so
 * that nobody has to say who they are.
 */
@Singleton
class ClientDocumentProxy {

  private static final String PATH = "/oauth-client-metadata.json";
  private static final String SERVICE = "scheduling";
  private static final int TIMEOUT_SECONDS = 5;

  private final HttpClient client;
  private final HttpProxy proxy;
  private final OriginCheck originCheck;

  ClientDocumentProxy(ServicesConfig services, OriginCheck originCheck, Vertx vertx) {
    RequestOptions target =
        new RequestOptions().setAbsoluteURI(services.services().get(SERVICE).url());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(target.isSsl())
                .setConnectTimeout(TIMEOUT_SECONDS * 1000)
                .setIdleTimeout(TIMEOUT_SECONDS));
    this.proxy =
        HttpProxy.reverseProxy(client)
            .origin(target.getPort(), target.getHost())
            .addInterceptor(new Anonymous());
    this.originCheck = originCheck;
  }

  void register(@Observes Router router) {
    router.route(PATH).order(RouteOrder.FIRST).handler(originCheck);
    router.get(PATH).order(RouteOrder.FIRST).handler(call -> proxy.handle(call.request()));
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
