package io.postly.scheduling.removal;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.work.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Runs this replica's remover of posts from start to shutdown. */
@ApplicationScoped
class RemovalLoop {

  private final SchedulingConfig.Removal config;
  private final PostRemover remover;
  private final Rounds rounds = new Rounds("remover of posts", 1, "removal");

  RemovalLoop(
      RemovalLedger ledger,
      Networks networks,
      CredentialVault vault,
      Clock clock,
      SchedulingConfig config) {
    // A lease that ends while its holder is still asking would have everything asked twice.
    OutgoingCalls.requireTime(
        "postly.scheduling.removal.lease", config.removal().lease(), config.outgoing());
    this.config = config.removal();
    this.remover = new PostRemover(ledger, networks, vault, clock, config.removal());
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      rounds.repeat(remover::run, config.interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop(config.shutdownTimeout());
    remover.stop(config.shutdownTimeout());
  }
}
