package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A real Prometheus that scrapes the running set every second, with the project's own rules. */
final class PrometheusServer implements AutoCloseable {

  private static final Path RULES = Path.of("..", "monitoring", "prometheus");

  private final Process process;
  private final URI base;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts one; without a Prometheus on the path the test is left out, but for the build server.
   */
  static PrometheusServer start(Path folder) throws IOException {
    Path program = program();
    Files.createDirectories(folder);
    Path configuration = Files.writeString(folder.resolve("prometheus.yml"), configuration());
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + Files.createTempDirectory(folder, "data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    try {
      Eventually.holds(() -> assertThat(server.scraped()).isEqualTo(PostlySet.APPLICATIONS.size()));
    } catch (ConditionTimeoutException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Path program() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    if (!Boolean.parseBoolean(System.getenv("CI"))) {
      assumeThat(found).as("a prometheus on the PATH").isPresent();
    }
    return found.orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String configuration() {
    PostlySet set = WholeSet.running();
    StringBuilder yaml =
        new StringBuilder(
            """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files:
              - %1$s/rules/*.yml
              - %1$s/alerts/*.yml
            scrape_configs:
            """
                .formatted(RULES.toAbsolutePath().normalize()));
    for (String application : PostlySet.APPLICATIONS) {
      yaml.append(
          """
            - job_name: %s
              metrics_path: /q/metrics
              static_configs:
                - targets: ['127.0.0.1:%d']
                  labels: {environment: test}
          """
              .formatted(application, set.part(application).port()));
    }
    return yaml.toString();
  }

  private int scraped() {
    try {
      return (int) number("sum(up) or vector(0)");
    } catch (UncheckedIOException _) {
      // It does not listen yet.
      return 0;
    }
  }

  /**
   * Waits until every part has been scraped that many more times: what happens before the second
   * scrape of a window is not seen to grow in it.
   */
  void awaitScrapes(int times) {
    int before = scrapes();
    Eventually.holds(() -> assertThat(scrapes()).isGreaterThanOrEqualTo(before + times));
  }

  private int scrapes() {
    return (int) number("min(count_over_time(up[5m]))");
  }

  /** The result of an instant query: a vector. */
  JsonNode query(String expression) {
    return answer("/api/v1/query?query=" + Web.encode(expression));
  }

  /** The result of a range query: a matrix. */
  JsonNode range(String expression, Instant from, Instant to, Duration step) {
    return answer(
        "/api/v1/query_range?query=%s&start=%s&end=%s&step=%d"
            .formatted(Web.encode(expression), from, to, step.toSeconds()));
  }

  /** The one value of an instant query. */
  double number(String expression) {
    JsonNode result = query(expression);
    assertThat(result).as(expression).hasSize(1);
    return Double.parseDouble(result.at("/0/value/1").asText());
  }

  /** What the rules and alerts ask. */
  List<String> rules() {
    List<String> expressions = new ArrayList<>();
    for (JsonNode group : data("/api/v1/rules").at("/groups")) {
      group.at("/rules").forEach(rule -> expressions.add(rule.at("/query").asText()));
    }
    return expressions;
  }

  private JsonNode answer(String path) {
    return data(path).at("/result");
  }

  private JsonNode data(String path) {
    JsonNode answer = Web.json(Web.get(base.resolve(path)), 200);
    assertThat(answer.at("/status").asText()).as(answer.toString()).isEqualTo("success");
    return answer.at("/data");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
