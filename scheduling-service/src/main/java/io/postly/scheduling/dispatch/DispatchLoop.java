package io.postly.scheduling.dispatch;

import io.postly.action.blob.BlobMemory;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.clock.ClockWatch;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.WorkspaceShares;
import io.postly.scheduling.work.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Runs this replica's dispatcher from start to shutdown, but for the time that its clock is ahead.
 * Shutdown finishes what is being sent and gives the rest back.
 */
@ApplicationScoped
class DispatchLoop {

  private final SchedulingConfig config;
  private final Settlement settlement;
  private final Dispatcher dispatcher;
  private final ClockWatch watch;
  private final Rounds rounds = new Rounds("dispatcher", 2, "dispatch");

  DispatchLoop(
      PublicationLedger ledger,
      PublicationBatches batches,
      PartLedger parts,
      UpdateLedger updates,
      WorkspaceShares shares,
      Networks networks,
      CredentialVault vault,
      Settlement settlement,
      DispatchTraces traces,
      BlobMemory memory,
      ClockWatch watch,
      SchedulingConfig config) {
    // A lease that ends while its holder may still be sending would make a known outcome unknown.
    OutgoingCalls.requireTime(
        "postly.scheduling.dispatch.lease", config.dispatch().lease(), config.outgoing());
    requireLongerThanLease(config.dispatch().grace(), "dispatch.grace", config);
    requireLongerThanLease(config.settlement().absentAfter(), "settlement.absent-after", config);
    this.config = config;
    this.settlement = settlement;
    this.watch = watch;
    this.dispatcher =
        new Dispatcher(
            ledger,
            batches,
            parts,
            updates,
            shares,
            networks,
            vault,
            traces,
            memory,
            config.dispatch());
  }

  /** What a lease has kept from being sent, or may still be sent under one, needs more time. */
  private static void requireLongerThanLease(Duration length, String key, SchedulingConfig config) {
    if (length.compareTo(config.dispatch().lease()) <= 0) {
      throw new IllegalStateException(
          "postly.scheduling." + key + " must be longer than postly.scheduling.dispatch.lease");
    }
  }

  /**
   * What is in doubt is nobody's to move or to cancel, so it is made known before the first call.
   */
  void start(@Observes StartupEvent event) {
    dispatcher.doubtAllRestored();
    if (config.dispatch().enabled()) {
      rounds.repeat(watch.unlessAhead(dispatcher::run), config.dispatch().interval());
      // Ahead, it would take for absent what may still arrive.
      rounds.repeat(watch.unlessAhead(settlement::run), config.settlement().interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop(config.dispatch().shutdownTimeout());
    dispatcher.stop(config.dispatch().shutdownTimeout());
    settlement.stop();
  }
}
