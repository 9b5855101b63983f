package io.postly.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/**
 * Collects one response's body; gives up, and drops the connection, where it is larger than
 * allowed. Single use.
 */
final class BoundedBody {

  private final long maximumBytes;
  private final Buffer received = Buffer.buffer();
  private final Promise<String> text = Promise.promise();

  BoundedBody(long maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  Future<String> read(HttpClientResponse response) {
    response.exceptionHandler(text::tryFail);
    response.endHandler(ignored -> text.tryComplete(received.toString(StandardCharsets.UTF_8)));
    response.handler(chunk -> append(chunk, response));
    return text.future();
  }

  private void append(Buffer chunk, HttpClientResponse response) {
    if (received.length() + chunk.length() > maximumBytes) {
      text.tryFail("The answer is larger than " + maximumBytes + " bytes");
      response.request().reset();
    } else {
      received.appendBuffer(chunk);
    }
  }
}
