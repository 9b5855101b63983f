package io.postly.scheduling.bench;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * As in production, but that nobody is held back, and that there are connections for all threads of
 * whoever sends.
 */
public final class BenchmarkSettings implements QuarkusTestProfile {

  /** How many posts are sent at the same time; unless it is said, as many as by default. */
  static final int CONCURRENCY = Integer.getInteger("postly.bench.concurrency", 128);

  /** For what works besides those that send: the sender of events, requests. */
  private static final int MORE_CONNECTIONS = 8;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "postly.action.rate-limit.calls-per-minute",
        "1000000",
        "postly.scheduling.dispatch.enabled",
        "true",
        "postly.scheduling.dispatch.concurrency",
        Integer.toString(CONCURRENCY),
        "quarkus.datasource.jdbc.max-size",
        Integer.toString(CONCURRENCY + MORE_CONNECTIONS));
  }
}
