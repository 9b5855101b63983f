package io.postly.analytics.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.postly.action.fixture.Latency;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.activity.CountingDrill;
import io.postly.analytics.workflow.WorkflowCountingDrill;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures reports, lists and the taking of events with many calls in the database. Started by
 * {@code deploy/bench/analytics}, which has its README beside it; no test of the build.
 */
@QuarkusTest
@TestProfile(AnalyticsBenchmark.Settings.class)
@WithTestResource(PostlyBackends.class)
class AnalyticsBenchmark {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int WARM_UP = 20;
  private static final double AIM_MILLIS = 100;
  private static final double AIM_GROWTH = 2;

  @Inject CountingDrill counting;
  @Inject WorkflowCountingDrill workflows;

  private final int queries = Integer.getInteger("postly.bench.queries", 200);
  private final int events = Integer.getInteger("postly.bench.events", 20_000);
  private final List<Long> sizes =
      Stream.of(System.getProperty("postly.bench.sizes", "10000,1000000,10000000").split(","))
          .map(Long::valueOf)
          .toList();

  /** As in production, but that nobody is held back. */
  public static final class Settings implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postly.action.rate-limit.calls-per-minute", "1000000");
    }
  }

  @Test
  void measure() throws Exception {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("queriesEach", queries);
    results.put("processors", Runtime.getRuntime().availableProcessors());
    Map<String, Map<String, Latency>> bySize = new LinkedHashMap<>();
    try (BenchmarkData data = new BenchmarkData()) {
      results.put("ingest", new IngestRate(data).measure(events));
      long before = 0;
      for (long size : sizes) {
        data.grow(before, size);
        counting.countEnded();
        workflows.countEnded();
        data.database().settle();
        say("%,d calls: %s".formatted(size, data.size()));
        bySize.put(Long.toString(size), latencies(data));
        before = size;
      }
      results.put("plans", data.plans());
    }
    results.put("latencies", bySize);
    results.put("aims", aims(bySize));
    write(results);
  }

  private Map<String, Latency> latencies(BenchmarkData data) {
    Map<String, Latency> latencies = new LinkedHashMap<>();
    addresses(data)
        .forEach(
            (name, address) -> {
              Latency latency = Latency.of(WARM_UP, queries, () -> get(address));
              say("  %-28s %s".formatted(name, latency));
              latencies.put(name, latency);
            });
    return latencies;
  }

  private static Map<String, String> addresses(BenchmarkData data) {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("report, 30 days", "workflow-report");
    addresses.put("report, one client", "workflow-report?client=client-1");
    addresses.put("report, ragged year", "workflow-report?from=" + data.yearAgo());
    addresses.put("activity, latest", "activity");
    addresses.put("activity, rare action", "activity?action=action_z");
    addresses.put("activity, failures", "activity?outcome=system");
    addresses.put("activity, one person", "activity?person_id=person-77");
    addresses.put("activity, one draft", "activity?draft_id=" + data.someDraft());
    addresses.put("activity, old days", "activity?to=" + data.halfAYearAgo());
    return addresses;
  }

  private static void get(String address) {
    Requests.as(Tokens.of(BenchmarkData.WORKSPACE, "analyst"))
        .get("/api/v1/workspaces/" + BenchmarkData.WORKSPACE + "/" + address)
        .then()
        .statusCode(200);
  }

  private static Map<String, String> aims(Map<String, Map<String, Latency>> bySize) {
    List<Map<String, Latency>> all = List.copyOf(bySize.values());
    Map<String, String> aims = new LinkedHashMap<>();
    all.getLast()
        .forEach(
            (name, latency) -> {
              double growth = latency.p95() / all.getFirst().get(name).p95();
              aims.put(
                  name,
                  "p95 %.1f ms %s, %.1f times the smallest size %s"
                      .formatted(
                          latency.p95(),
                          verdict(latency.p95() <= AIM_MILLIS),
                          growth,
                          verdict(growth <= AIM_GROWTH)));
              say("  %-28s %s".formatted(name, aims.get(name)));
            });
    return aims;
  }

  private static String verdict(boolean met) {
    return met ? "(met)" : "(NOT MET)";
  }

  private static void write(Map<String, Object> results) throws IOException {
    Path folder = Path.of("../deploy/bench/results");
    Files.createDirectories(folder);
    String time = Instant.now().toString().replaceAll("[:.]", "-");
    Path file = folder.resolve("analytics-" + time + ".json");
    MAPPER.writeValue(file.toFile(), results);
    say("Written to " + file.normalize());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
