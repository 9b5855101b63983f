package io.postly.scheduling.network.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.postly.action.outgoing.OutgoingHttp;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** Reaches servers on the loopback address as strangers' servers are reached. */
public final class LoopbackHttp implements AutoCloseable {

  // Long enough for a busy machine: only a server that never answers is waited for to the end.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final ObjectMapper mapper =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final Clock clock;

  public LoopbackHttp(Clock clock) {
    this.clock = clock;
  }

  public JsonHttp patient() {
    return of(true, PATIENCE);
  }

  /** For servers that never answer. */
  public JsonHttp impatient() {
    return of(true, Duration.ofMillis(500));
  }

  /** As it is outside of tests. */
  public JsonHttp guarded() {
    return of(false, PATIENCE);
  }

  /** For what is no JSON to begin with. */
  public OutgoingHttp plain() {
    return outgoing(true, PATIENCE);
  }

  private JsonHttp of(boolean allowPrivate, Duration patience) {
    return new JsonHttp(outgoing(allowPrivate, patience), mapper);
  }

  private OutgoingHttp outgoing(boolean allowPrivate, Duration patience) {
    return new OutgoingHttp(
        vertx, new OutgoingHttp.Timeouts(PATIENCE, patience), allowPrivate, clock);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
