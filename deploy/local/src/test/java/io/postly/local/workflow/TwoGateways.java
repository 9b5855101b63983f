package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postly.local.PostlySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two gateways as a cluster would run them: the same configuration, and before them a proxy that
 * gives each request to the other one. They use the running set's services.
 */
final class TwoGateways implements AutoCloseable {

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  private final HttpServer proxy;
  private final List<Gateway> gateways = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One gateway, with what it was given to answer. */
  private record Gateway(Process process, URI address, AtomicInteger requests) {}

  private TwoGateways() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    proxy.createContext("/", this::forward);
    proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  static TwoGateways start() {
    TwoGateways two = create();
    try {
      for (int i = 0; i < 2; i++) {
        two.gateways.add(two.startGateway());
      }
      two.proxy.start();
      two.gateways.forEach(TwoGateways::awaitReady);
      return two;
    } catch (IOException e) {
      two.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      two.close();
      throw e;
    }
  }

  private static TwoGateways create() {
    try {
      return new TwoGateways();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address that clients know. */
  URI address() {
    return URI.create("http://localhost:" + proxy.getAddress().getPort());
  }

  /** How many requests each of them was given. */
  List<Integer> requests() {
    return gateways.stream().map(gateway -> gateway.requests().get()).toList();
  }

  private Gateway startGateway() throws IOException {
    PostlySet set = WholeSet.running();
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            Path.of("../../mcp-gateway/target/quarkus-app/quarkus-run.jar").toString());
    builder.environment().putAll(ProcessEnvironment.of(set.part("mcp-gateway")));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("POSTLY_GATEWAY_PUBLIC_URL", address().toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new Gateway(
        builder.start(), URI.create("http://127.0.0.1:" + port), new AtomicInteger());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Gateway gateway) {
    Eventually.within(Duration.ofMinutes(2), () -> assertThat(isReady(gateway)).isTrue());
  }

  private static boolean isReady(Gateway gateway) {
    try {
      return Web.get(gateway.address().resolve("/q/health/ready")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    Gateway gateway = gateways.get(next.getAndIncrement() % gateways.size());
    gateway.requests().incrementAndGet();
    try (exchange) {
      HttpResponse<byte[]> answer =
          client.send(request(exchange, gateway), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest request(HttpExchange exchange, Gateway gateway) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.address().resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(60))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!OF_THE_CONNECTION.contains(lower) && !lower.equals("host")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  @Override
  public void close() {
    proxy.stop(0);
    gateways.forEach(gateway -> gateway.process().destroy());
    for (Gateway gateway : gateways) {
      try {
        if (!gateway.process().waitFor(20, TimeUnit.SECONDS)) {
          gateway.process().destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
