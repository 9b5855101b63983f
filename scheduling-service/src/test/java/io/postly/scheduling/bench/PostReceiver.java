package io.postly.scheduling.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes webhooks on the loopback address as fast as they come, and writes down when they do. */
final class PostReceiver implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private volatile Round round = new Round(0);

  PostReceiver() {
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(BACKLOG))
            .requestHandler(this::take)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /**
   * A post as it came.
   *
   * @param id what its sender knows it by
   * @param at when its request began to be read
   */
  record Receipt(String id, Instant at) {}

  private record Round(Queue<Receipt> receipts, CountDownLatch missing) {

    Round(int expected) {
      this(new ConcurrentLinkedQueue<>(), new CountDownLatch(expected));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/posts";
  }

  /** Forgets what came, and waits for that many. */
  void expect(int posts) {
    round = new Round(posts);
  }

  /** Whether as many came as are expected; waits for at most so long. */
  boolean awaitAll(Duration patience) throws InterruptedException {
    return round.missing().await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What has come, in the order in which it came. */
  List<Receipt> receipts() {
    return List.copyOf(round.receipts());
  }

  private void take(HttpServerRequest request) {
    Instant at = Instant.now();
    Round current = round;
    request.endHandler(
        _ -> {
          current.receipts().add(new Receipt(request.getHeader("webhook-id"), at));
          current.missing().countDown();
          request.response().setStatusCode(204).end();
        });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
