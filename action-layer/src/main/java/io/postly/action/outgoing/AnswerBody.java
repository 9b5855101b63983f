package io.postly.action.outgoing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gathers the body of an answer, as long as it keeps within its bound: a stranger decides how much
 * arrives. Written on the connection's event loop, awaited elsewhere.
 */
final class AnswerBody {

  private final int maxBytes;
  private final Buffer gathered = Buffer.buffer();
  private final CompletableFuture<Optional<Buffer>> whole = new CompletableFuture<>();

  AnswerBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Has to be called on the event loop that the answer has come on, or what follows is lost. */
  void read(HttpClientResponse response) {
    response.handler(this::add);
    response.exceptionHandler(_ -> whole.complete(Optional.empty()));
    response.endHandler(_ -> whole.complete(Optional.of(gathered)));
  }

  private void add(Buffer part) {
    if (gathered.length() + part.length() > maxBytes) {
      whole.complete(Optional.empty());
    } else if (!whole.isDone()) {
      gathered.appendBuffer(part);
    }
  }

  /**
   * The whole body; empty if it is too long, breaks off, or is not there in time.
   *
   * @param end as of {@link System#nanoTime}
   */
  Optional<Buffer> await(long end) throws InterruptedException {
    try {
      return whole.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }
}
