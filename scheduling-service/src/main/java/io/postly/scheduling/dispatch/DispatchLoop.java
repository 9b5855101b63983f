package io.postly.scheduling.dispatch;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.http.OutgoingHttp;
import io.postly.scheduling.publication.PublicationLedger;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs this replica's dispatcher from start to shutdown. Shutdown finishes what is being sent and
 * gives the rest back.
 */
@ApplicationScoped
class DispatchLoop {

  private static final Logger LOG = Logger.getLogger(DispatchLoop.class);

  private final SchedulingConfig config;
  private final PublicationLedger ledger;
  private final Settlement settlement;
  private final Dispatcher dispatcher;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("dispatch-", 0).daemon().factory());

  DispatchLoop(
      PublicationLedger ledger,
      Networks networks,
      CredentialVault vault,
      Settlement settlement,
      DispatchTraces traces,
      SchedulingConfig config) {
    requireLeaseLongerThanSending(config);
    requireLongerThanLease(config.dispatch().grace(), "dispatch.grace", config);
    requireLongerThanLease(config.settlement().absentAfter(), "settlement.absent-after", config);
    this.config = config;
    this.ledger = ledger;
    this.settlement = settlement;
    this.dispatcher = new Dispatcher(ledger, networks, vault, traces, config.dispatch());
  }

  /** A lease that ends while its holder may still be sending would make a known outcome unknown. */
  private static void requireLeaseLongerThanSending(SchedulingConfig config) {
    Duration sending = OutgoingHttp.longestSending(config.outgoing());
    if (config.dispatch().lease().compareTo(sending) <= 0) {
      throw new IllegalStateException(
          "postly.scheduling.dispatch.lease must be longer than three times"
              + " postly.scheduling.outgoing.connect-timeout and postly.scheduling.outgoing.timeout together");
    }
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
    while (ledger.doubtRestored(config.dispatch().batchSize()) > 0) {
      // There may be more than one batch.
    }
    if (config.dispatch().enabled()) {
      repeat(dispatcher::run, config.dispatch().interval());
      repeat(settlement::run, config.settlement().interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(
          config.dispatch().shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The dispatcher did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dispatcher.stop(config.dispatch().shutdownTimeout());
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
      LOG.error("A round of the dispatcher failed", e);
    }
  }
}
