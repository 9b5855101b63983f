package io.postly.scheduling.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.action.fixture.Latency;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.dispatch.DispatchDrill;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures the calendar and the queue of a workspace with few posts and with many, by calls for the
 * same number of posts. Started by {@code deploy/bench/dispatch}, which has its README beside it;
 * no test of the build.
 */
@QuarkusTest
@TestProfile(BenchmarkSettings.class)
@WithTestResource(PostlyBackends.class)
class CalendarBenchmark {

  private static final int WARM_UP = 50;
  private static final int FEW = 50;
  private static final int SOME = 200;
  private static final Duration HALF_A_YEAR = Duration.ofDays(180);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Inject DispatchDrill dispatcher;
  @Inject AgroalDataSource pool;
  @TestHTTPResource URI service;

  private final int[] sizes = Figures.numbers("sizes", "1000,100000,1000000");
  private final int queries = Figures.number("queries", 300);
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * One kind of call.
   *
   * @param posts how many it shows, whatever the size
   * @param latencies by the number of posts of the workspace
   * @param plans with the most posts
   */
  record Page(String page, int posts, Map<Integer, Latency> latencies, List<String> plans) {}

  @Test
  void measure() throws Exception {
    dispatcher.stop();
    Map<String, Page> pages = new LinkedHashMap<>();
    try (BenchmarkDatabase database = new BenchmarkDatabase()) {
      BenchmarkTables.empty(database);
      CalendarPosts posts = new CalendarPosts(database);
      int before = 0;
      for (int size : sizes) {
        posts.grow(before, size);
        Figures.say("%,d posts".formatted(size));
        Map<String, String> addresses = addresses(posts);
        if (pages.isEmpty()) {
          addresses.values().forEach(this::warmUp);
        }
        addresses.forEach(
            (name, address) ->
                measure(pages.computeIfAbsent(name, _ -> page(name, address)), size, address));
        before = size;
      }
      QueryPlans plans = new QueryPlans(database, pool);
      for (Map.Entry<String, String> each : addresses(posts).entrySet()) {
        pages.get(each.getKey()).plans().addAll(plans.of(() -> get(each.getValue())));
      }
    }
    Figures.write("calendar", Map.of("pages", List.copyOf(pages.values())));
  }

  private static Map<String, String> addresses(CalendarPosts posts) {
    Instant now = Instant.now();
    String year = "calendar?from=" + now.minus(HALF_A_YEAR) + "&to=" + now.plus(HALF_A_YEAR);
    String quiet = "&channel_id=" + posts.quietChannel();
    String busy = "&channel_id=" + posts.busyChannel();
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("calendar, the month to come", "calendar");
    addresses.put("calendar, what comes next", next(now, posts));
    addresses.put("calendar, what came last", last(now, posts));
    addresses.put("calendar, a year of a quiet channel", year + quiet);
    addresses.put("calendar, a year's failures", year + "&state=failed");
    addresses.put("calendar, a year's failures of a busy channel", year + busy + "&state=failed");
    addresses.put("queue of a busy channel", "queues?" + busy.substring(1));
    return addresses;
  }

  private static String next(Instant now, CalendarPosts posts) {
    return "calendar?from=" + now + "&to=" + posts.endOfNext(FEW);
  }

  private static String last(Instant now, CalendarPosts posts) {
    return "calendar?from=" + posts.beginningOfLatest(SOME) + "&to=" + now;
  }

  /** All sizes are measured by a service that has been at work, not only those that come later. */
  private void warmUp(String address) {
    Latency.of(0, queries, () -> get(address));
  }

  private Page page(String name, String address) {
    return new Page(name, shown(address), new LinkedHashMap<>(), new ArrayList<>());
  }

  private void measure(Page page, int size, String address) {
    int shown = shown(address);
    if (shown != page.posts()) {
      throw new IllegalStateException(
          "%s: %d posts instead of %d".formatted(page.page(), shown, page.posts()));
    }
    Latency latency = Latency.of(WARM_UP, queries, () -> get(address));
    Figures.say("  %-46s%4d posts   %s".formatted(page.page(), shown, latency));
    page.latencies().put(size, latency);
  }

  private int shown(String address) {
    try {
      JsonNode answer = MAPPER.readTree(get(address));
      return answer.path("publications").size() + answer.at("/queues/0/posts").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] get(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(
                service.resolve("/api/v1/workspaces/" + CalendarPosts.WORKSPACE + "/" + address))
            .header(
                "Authorization", "Bearer " + Tokens.of(CalendarPosts.WORKSPACE, "viewer").token())
            .header("Postly-Channel", "rest")
            .header("Postly-Client", "bench")
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(address + " was answered with " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
