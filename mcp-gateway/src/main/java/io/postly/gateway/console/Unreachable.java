package io.postly.gateway.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;

/** Answers in words while the console is away. */
final class Unreachable implements ProxyInterceptor {

  private static final Logger LOG = Logger.getLogger(Unreachable.class);
  private static final String WORDS =
      "The review console does not answer. Nothing was lost; try again in a moment.\n";

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    return context.sendRequest().recover(failure -> Future.succeededFuture(say(context, failure)));
  }

  private static ProxyResponse say(ProxyContext context, Throwable failure) {
    LOG.warnf("The review console does not answer: %s", failure.getMessage());
    return context
        .request()
        .release()
        .response()
        .setStatusCode(503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.RETRY_AFTER, "5")
        .setBody(Body.body(Buffer.buffer(WORDS)));
  }
}
