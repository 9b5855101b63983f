package io.postly.scheduling.engagement;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingHttp;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs this replica's reader of engagement from start to shutdown. */
@ApplicationScoped
class EngagementLoop {

  private static final Logger LOG = Logger.getLogger(EngagementLoop.class);

  private final SchedulingConfig.Engagement config;
  private final EngagementReader reader;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("engagement-", 0).daemon().factory());

  EngagementLoop(
      EngagementLedger ledger, Networks networks, CredentialVault vault, SchedulingConfig config) {
    requireLeaseLongerThanAsking(config);
    requireAscending(config.engagement().readings());
    this.config = config.engagement();
    this.reader = new EngagementReader(ledger, networks, vault, config.engagement());
  }

  /** A lease that ends while its holder is still asking would have everything asked twice. */
  private static void requireLeaseLongerThanAsking(SchedulingConfig config) {
    Duration asking = OutgoingHttp.longestSending(config.outgoing());
    if (config.engagement().lease().compareTo(asking) <= 0) {
      throw new IllegalStateException(
          "postly.scheduling.engagement.lease must be longer than three times"
              + " postly.scheduling.outgoing.connect-timeout and postly.scheduling.outgoing.timeout together");
    }
  }

  private static void requireAscending(List<Duration> readings) {
    if (!ReadingSchedule.isAscending(readings)) {
      throw new IllegalStateException(
          "Each of postly.scheduling.engagement.readings must be longer than the one before");
    }
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      repeat(reader::run, config.interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The reader of engagement did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.stop(config.shutdownTimeout());
  }

  private void repeat(Runnable round, Duration interval) {
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> surviving(round),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Whatever is thrown would end the repetition; the next round may well succeed. */
  private static void surviving(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A round of the reader of engagement failed", e);
    }
  }
}
