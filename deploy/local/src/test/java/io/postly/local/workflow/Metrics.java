package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.Part;
import io.postly.local.PostlySet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all parts together tell Prometheus at one moment, read as Prometheus does. */
final class Metrics {

  private final Map<String, List<String>> lines = new LinkedHashMap<>();

  private Metrics() {}

  /** Reads the gateway and the services. */
  static Metrics scrape() {
    PostlySet set = WholeSet.running();
    Metrics metrics = new Metrics();
    for (String application : PostlySet.APPLICATIONS) {
      metrics.lines.put(application, scrape(set.part(application)));
    }
    return metrics;
  }

  /** Counters that follow events have settled once two scrapes a while apart are equal. */
  static Metrics settled() {
    List<Metrics> scrapes = new ArrayList<>(List.of(scrape()));
    Eventually.holds(
        () -> {
          Metrics last = scrapes.getLast();
          Thread.sleep(2000);
          scrapes.add(scrape());
          assertThat(scrapes.getLast().since(last, "postly_workflows_started_total")).isZero();
          assertThat(scrapes.getLast().since(last, "postly_workflows_completed_total")).isZero();
        });
    return scrapes.getLast();
  }

  private static List<String> scrape(Part part) {
    return Web.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + part.port() + "/q/metrics"))
                .header("Accept", "text/plain;version=0.0.4"))
        .body()
        .lines()
        .toList();
  }

  /**
   * The sum over all parts and all series of that name that have these labels, written {@code
   * tool="create_draft"}.
   */
  double sum(String name, String... labels) {
    return lines.values().stream()
        .flatMap(List::stream)
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** How much the sum has grown since an earlier moment. */
  double since(Metrics earlier, String name, String... labels) {
    return sum(name, labels) - earlier.sum(name, labels);
  }
}
