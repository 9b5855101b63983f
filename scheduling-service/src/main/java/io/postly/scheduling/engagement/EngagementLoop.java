package io.postly.scheduling.engagement;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.work.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Runs this replica's reader of engagement from start to shutdown. */
@ApplicationScoped
class EngagementLoop {

  private final SchedulingConfig.Engagement config;
  private final EngagementReader reader;
  private final Rounds rounds = new Rounds("reader of engagement", 1, "engagement");

  EngagementLoop(
      EngagementLedger ledger, Networks networks, CredentialVault vault, SchedulingConfig config) {
    // A lease that ends while its holder is still asking would have everything asked twice.
    OutgoingCalls.requireTime(
        "postly.scheduling.engagement.lease", config.engagement().lease(), config.outgoing());
    requireAscending(config.engagement().readings());
    this.config = config.engagement();
    this.reader = new EngagementReader(ledger, networks, vault, config.engagement());
  }

  private static void requireAscending(List<Duration> readings) {
    if (!ReadingSchedule.isAscending(readings)) {
      throw new IllegalStateException(
          "Each of postly.scheduling.engagement.readings must be longer than the one before");
    }
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      rounds.repeat(reader::run, config.interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop(config.shutdownTimeout());
    reader.stop(config.shutdownTimeout());
  }
}
