package io.postly.action.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.postly.action.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how often one person may call through one client. Never by address: assistants share
 * theirs.
 */
@ApplicationScoped
public class RateLimit {

  // A bucket that is made anew is a full one: long enough that this gives nobody a second burst.
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST_CALLERS = 100_000;

  private final Cache<Key, Allowance> allowances;
  private final int perMinute;

  private record Key(String person, String client) {}

  /** What one person may still do through one client, and whether it has been told to wait. */
  private record Allowance(Bucket bucket, AtomicBoolean told) {}

  /**
   * Whether a call may go on.
   *
   * @param pause how long until the next call may; zero if this one may
   * @param isRepeated whether the caller has been refused since its last call that went on
   * @param remaining how many more calls may follow at once
   * @param reset how long without a call until the whole limit is there again
   */
  record Decision(Duration pause, boolean isRepeated, long remaining, Duration reset) {

    boolean isAllowed() {
      return pause.isZero();
    }
  }

  RateLimit(ActionConfig config) {
    this.perMinute = config.rateLimit().callsPerMinute();
    this.allowances =
        Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_CALLERS).build();
  }

  private Allowance newAllowance() {
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
            .build();
    return new Allowance(bucket, new AtomicBoolean());
  }

  int perMinute() {
    return perMinute;
  }

  Decision take(Caller caller) {
    Allowance allowance =
        allowances.get(new Key(caller.id(), caller.client()), _ -> newAllowance());
    ConsumptionProbe probe = allowance.bucket().tryConsumeAndReturnRemaining(1);
    boolean isAllowed = probe.isConsumed();
    return new Decision(
        isAllowed ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()),
        allowance.told().getAndSet(!isAllowed) && !isAllowed,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }
}
