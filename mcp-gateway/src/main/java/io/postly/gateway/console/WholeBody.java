package io.postly.gateway.console;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Reads what is sent before it is passed on. Over HTTP/2 a body needs no length; passed on piece by
 * piece over HTTP/1.1 it would have to have one. The console's forms are small.
 *
 * @param largest the most bytes that are read
 */
record WholeBody(long largest) implements ProxyInterceptor {

  private static final int TOO_LARGE = 413;

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    return read(context.request().getBody().stream()).compose(body -> send(context, body));
  }

  private Future<ProxyResponse> send(ProxyContext context, Buffer body) {
    boolean fits = body.length() <= largest;
    context.request().setBody(Body.body(fits ? body : Buffer.buffer()));
    return fits
        ? context.sendRequest()
        : Future.succeededFuture(context.request().release().response().setStatusCode(TOO_LARGE));
  }

  /** All of it, or, where that is too large, a little more than may be. */
  private Future<Buffer> read(ReadStream<Buffer> stream) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    stream.exceptionHandler(whole::tryFail);
    stream.endHandler(ignored -> whole.tryComplete(read));
    stream.handler(
        chunk -> {
          if (read.length() <= largest) {
            read.appendBuffer(chunk);
          }
        });
    stream.resume();
    return whole.future();
  }
}
