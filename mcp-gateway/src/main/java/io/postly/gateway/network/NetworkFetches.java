package io.postly.gateway.network;

import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.config.ServicesConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  /** In requests, of which as many more wait for one to end; any others are answered 502. */
  private static final int DOCUMENTS_AT_A_TIME = 8;

  /** Like {@link #DOCUMENTS_AT_A_TIME}: those of several posts, of four pictures each. */
  static final int PICTURES_AT_A_TIME = 32;

  private final RequestOptions target;
  private final HttpClient documents;
  private final HttpClient pictures;
  private final OriginCheck originCheck;

  NetworkFetches(ServicesConfig services, OriginCheck originCheck, Vertx vertx) {
    this.target = new RequestOptions().setAbsoluteURI(services.services().get(SERVICE).url());
    this.documents = client(vertx, DOCUMENTS_AT_A_TIME);
    this.pictures = client(vertx, PICTURES_AT_A_TIME);
    this.originCheck = originCheck;
  }

  private HttpClient client(Vertx vertx, int atATime) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(target.isSsl())
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setIdleTimeout(IDLE_TIMEOUT_SECONDS),
        new PoolOptions().setHttp1MaxSize(atATime).setMaxWaitQueueSize(atATime));
  }

  void register(@Observes Router router) {
    router.route(DOCUMENT).order(RouteOrder.FIRST).handler(originCheck);
    router.get(DOCUMENT).order(RouteOrder.FIRST).handler(passing(documents));
    router.route(PICTURES).order(RouteOrder.FIRST).handler(originCheck);
    router
        .route(PICTURES)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .order(RouteOrder.FIRST)
        .handler(passing(pictures));
  }

  /** A tunnel would keep its connection to the service, and pass on all that was sent. */
  private Handler<RoutingContext> passing(HttpClient client) {
    HttpProxy proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(target.getPort(), target.getHost())
            .addInterceptor(new Bare());
    return request -> proxy.handle(request.request());
  }

  @PreDestroy
  void close() {
    documents.close();
    pictures.close();
  }

  /**
   * Nothing goes on that says who asks. Neither does a body: whoever sent one slowly would keep a
   * connection to the service for as long.
   */
  private static final class Bare implements ProxyInterceptor {

    /** In lower case: in which form the answer is wanted, and whether it is known already. */
    private static final Set<String> KEPT =
        Set.of("accept", "accept-encoding", "if-modified-since", "if-none-match");

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest request = context.request();
      request.getBody().stream().resume();
      request.setBody(Body.body(Buffer.buffer()));
      List.copyOf(request.headers().names()).stream()
          .filter(name -> !KEPT.contains(name.toLowerCase(Locale.ROOT)))
          .forEach(request.headers()::remove);
      return context.sendRequest();
    }
  }
}
