package io.postly.local.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The outside world: takes signed webhooks, writes down what came and when by its own clock, and is
 * not always well. What it has written down is what counts.
 */
final class Receiver implements AutoCloseable {

  /** How it treats the posts of a time. */
  enum Mood {
    /** Takes every post and says so. */
    WELL,
    /** Takes every post, and hangs up on some without a word. */
    LOSING_ANSWERS,
    /** Takes every post, and answers some when nobody waits any more. */
    ANSWERING_LATE,
    /** Takes some posts, and asks the others to come again. */
    REFUSING
  }

  /**
   * A post as it came.
   *
   * @param at when its request began to be read
   * @param isTaken whether it stands from then on; else the sender was told that it does not
   * @param isAuthentic whether it is signed as Standard Webhooks says
   */
  record Receipt(
      UUID publicationId, Instant at, boolean isTaken, boolean isAuthentic, String text) {}

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int KEY_BYTES = 32;
  private static final int BACKLOG = 500;
  private static final double SHARE_OF_STRANGE = 0.3;
  private static final Duration TOO_LATE = Duration.ofSeconds(3);

  private final HttpServer server;
  private final byte[] key = new byte[KEY_BYTES];
  private final Duration longestThought;
  private final Random random;
  private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
  private volatile Mood mood = Mood.WELL;

  /**
   * Starts to take posts.
   *
   * @param longestThought the most that an answer of a receiver that is well takes
   */
  Receiver(Duration longestThought, Random random) {
    this.longestThought = longestThought;
    this.random = random;
    new SecureRandom().nextBytes(key);
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/posts";
  }

  /** What posts are to be signed with. */
  String secret() {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  void become(Mood next) {
    mood = next;
  }

  /** Everything that came, in the order in which it came. */
  Collection<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Instant at = Instant.now();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean isStrange = random.nextDouble() < SHARE_OF_STRANGE;
      Mood now = isStrange ? mood : Mood.WELL;
      receipts.add(
          new Receipt(
              UUID.fromString(exchange.getRequestHeaders().getFirst("webhook-id")),
              at,
              now != Mood.REFUSING,
              isAuthentic(exchange, body),
              MAPPER.readTree(body).at("/data/text").asText()));
      answer(exchange, now);
    }
  }

  private void answer(HttpExchange exchange, Mood now) throws IOException {
    switch (now) {
      case WELL -> {
        pause(longestThought.multipliedBy(random.nextInt(1, 101)).dividedBy(100));
        exchange.sendResponseHeaders(204, -1);
      }
      case LOSING_ANSWERS -> {
        // Closing the exchange is all.
      }
      case ANSWERING_LATE -> {
        pause(TOO_LATE);
        exchange.sendResponseHeaders(204, -1);
      }
      case REFUSING -> {
        exchange.getResponseHeaders().add("retry-after", "1");
        exchange.sendResponseHeaders(429, -1);
      }
    }
  }

  private boolean isAuthentic(HttpExchange exchange, String body) {
    String signed =
        exchange.getRequestHeaders().getFirst("webhook-id")
            + "."
            + exchange.getRequestHeaders().getFirst("webhook-timestamp")
            + "."
            + body;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signature =
          "v1,"
              + Base64.getEncoder()
                  .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
      return signature.equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
