package io.postly.local.workflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The outside world: takes signed webhooks on this machine, and remembers all of them. */
final class WebhookReceiver implements AutoCloseable {

  private static final String PREFIX = "whsec_";

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final boolean answers;

  /** A post as it came. */
  record Post(Instant at, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return Web.parse(body).at("/data/text").asText();
    }

    /** Whether it is signed as Standard Webhooks says, which is worked out here anew. */
    boolean isSignedWith(String secret) {
      String signed = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        return header("webhook-signature")
            .equals("v1," + Base64.getEncoder().encodeToString(signature));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private WebhookReceiver(boolean answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** One that thanks for every post. */
  static WebhookReceiver start() {
    return new WebhookReceiver(true);
  }

  /** One that takes every post and hangs up without a word. */
  static WebhookReceiver startHangingUp() {
    return new WebhookReceiver(false);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/posts";
  }

  /** Everything that came, in the order in which it came. */
  List<Post> posts() {
    return List.copyOf(posts);
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    posts.add(new Post(at, headers, body));
    if (answers) {
      exchange.sendResponseHeaders(204, -1);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
