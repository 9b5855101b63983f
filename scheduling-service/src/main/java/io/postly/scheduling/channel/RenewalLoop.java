package io.postly.scheduling.channel;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.clock.ClockWatch;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.work.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs this replica's renewer of credentials from start to shutdown. */
@ApplicationScoped
class RenewalLoop {

  private final SchedulingConfig.Renewal config;
  private final CredentialRenewer renewer;
  private final ClockWatch watch;
  private final Rounds rounds = new Rounds("renewer of credentials", 1, "renewal");

  RenewalLoop(
      RenewalLedger ledger,
      Networks networks,
      CredentialVault vault,
      ClockWatch watch,
      SchedulingConfig config) {
    // A lease that ends while its holder is still asking would have the same token used twice.
    OutgoingCalls.requireTime(
        "postly.scheduling.renewal.lease", config.renewal().lease(), config.outgoing());
    this.config = config.renewal();
    this.watch = watch;
    this.renewer = new CredentialRenewer(ledger, networks, vault, config.renewal());
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      // Ahead, it would use a token that another replica is using.
      rounds.repeat(watch.unlessAhead(renewer::run), config.interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop(config.shutdownTimeout());
    renewer.stop(config.shutdownTimeout());
  }
}
