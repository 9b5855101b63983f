package io.postly.scheduling.network.picture;

import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.scheduling.network.http.JsonHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers at the addresses of pictures, on the loopback address. */
public final class PictureServer implements AutoCloseable {

  private static final Duration PATIENT = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  /** For whom any time to fetch is short enough. */
  public PictureServer(
      PictureAddresses addresses, BlobStore blobs, BlobMemory memory, JsonHttp json) {
    this(addresses, blobs, memory, json, PATIENT);
  }

  /**
   * As the service does.
   *
   * @param longest how long a picture may be on its way
   */
  PictureServer(
      PictureAddresses addresses,
      BlobStore blobs,
      BlobMemory memory,
      JsonHttp json,
      Duration longest) {
    Router router = Router.router(vertx);
    new PictureRoute(addresses, blobs, memory, json, longest).register(router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .connectionHandler(connection -> connection.closeHandler(_ -> closed.countDown()))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  /** Waits until the first connection has been closed, however much it was to be answered. */
  void awaitClosed() {
    try {
      if (!closed.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("No connection has been closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the path of a public address is on this machine. */
  public URI local(String address) {
    return URI.create("http://127.0.0.1:" + port() + URI.create(address).getPath());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
