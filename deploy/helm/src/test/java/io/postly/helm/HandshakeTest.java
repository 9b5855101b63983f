package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The chart's own test, run against a server that answers as the gateway does, or does not. */
@Timeout(60)
class HandshakeTest {

  private static final String CHALLENGE =
      "Bearer"
          + " resource_metadata=\"https://postly.example.com/.well-known/oauth-protected-resource/mcp\"";

  @TempDir Path folder;

  private final List<String> received = new ArrayList<>();
  private HttpServer server;
  private Answers answers;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/curl")) || System.getenv("CI") != null,
        "The chart's test needs curl");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void isContentWithBeingToldWhereToSignIn() throws Exception {
    answers =
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", CHALLENGE);
          answer(exchange, 401, "{}");
        };

    Outcome outcome = run("");

    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(received).hasSize(1);
    assertThat(received.getFirst()).contains("\"method\":\"initialize\"");
  }

  @Test
  void failsWhereNothingSaysWhereToSignIn() throws Exception {
    answers = exchange -> answer(exchange, 401, "{}");

    Outcome outcome = run("");

    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.output()).contains("Nothing says where to sign in");
  }

  @Test
  void failsWhereEverybodyIsLetIn() throws Exception {
    answers = exchange -> answer(exchange, 200, "{\"result\":{\"serverInfo\":{}}}");

    assertThat(run("").output()).contains("Expected 401, got 200");
  }

  @Test
  void completesTheHandshakeWithAToken() throws Exception {
    answers =
        exchange -> {
          boolean known =
              "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean first = received.size() == 1;
          answer(exchange, known ? first ? 200 : 202 : 401, first ? "{\"serverInfo\":{}}" : "");
        };

    Outcome outcome = run("a-token");

    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(received).hasSize(2);
    assertThat(received.getLast()).contains("notifications/initialized");
  }

  @Test
  void failsWithATokenThatIsRefused() throws Exception {
    answers = exchange -> answer(exchange, 401, "{}");

    assertThat(run("another-token").output()).contains("Expected 200, got 401");
  }

  @Test
  void theChartRunsThisScript() {
    assertThat(
            Chart.render(Variant.external())
                .one("Pod", "postly-handshake-test")
                .at("/spec/containers/0/args/0")
                .asText()
                .strip())
        .isEqualTo(script().strip());
  }

  @Test
  void theChartRunsItWhenAskedToTest() {
    assertThat(ChartFiles.text(ChartFiles.CHART.resolve("templates").resolve("test.yaml")))
        .contains(Chart.HOOK);
  }

  private void handle(HttpExchange exchange) throws IOException {
    received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answers.to(exchange);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Outcome run(String token) throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder("sh", "-euc", script());
    command
        .environment()
        .put("ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    command.environment().put("TMPDIR", folder.toString());
    if (!token.isEmpty()) {
      command.environment().put("TOKEN", token);
    }
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  private static String script() {
    return ChartFiles.text(ChartFiles.CHART.resolve("files").resolve("handshake.sh"));
  }

  private record Outcome(int code, String output) {}

  /** How the server answers. */
  @FunctionalInterface
  private interface Answers {
    void to(HttpExchange exchange) throws IOException;
  }
}
