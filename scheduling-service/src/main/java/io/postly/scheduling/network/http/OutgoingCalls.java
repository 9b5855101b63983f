package io.postly.scheduling.network.http;

import io.postly.action.outgoing.OutgoingHttp;
import io.postly.scheduling.SchedulingConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** How this service reaches out, by its settings. */
public class OutgoingCalls {

  /** More than any post without pictures, any notification, and any call to sign in has. */
  private static final int LONGEST_TEXT = 1_250_000;

  @Produces
  @Singleton
  OutgoingHttp http(SchedulingConfig config, Vertx vertx, Clock clock) {
    return new OutgoingHttp(
        vertx, timeouts(config.outgoing()), config.outgoing().allowPrivateAddresses(), clock);
  }

  /**
   * Checks, at start, that a lease outlasts any request without pictures that is made under it, the
   * look-up of its host's name aside.
   *
   * @param key the lease's configuration key
   * @throws IllegalStateException if a request may take as long or longer
   */
  public static void requireTime(String key, Duration lease, SchedulingConfig.Outgoing config) {
    if (lease.compareTo(longest(config)) <= 0) {
      throw new IllegalStateException(
          key
              + " must be longer than three times postly.scheduling.outgoing.connect-timeout,"
              + " postly.scheduling.outgoing.timeout and 5 seconds together");
    }
  }

  /** The longest that any request without pictures takes, the look-up of its host's name aside. */
  public static Duration longest(SchedulingConfig.Outgoing config) {
    return timeouts(config).longest(LONGEST_TEXT);
  }

  private static OutgoingHttp.Timeouts timeouts(SchedulingConfig.Outgoing config) {
    return new OutgoingHttp.Timeouts(config.connectTimeout(), config.timeout());
  }
}
