package io.postly.scheduling.dispatch;

import io.postly.action.blob.BlobMemory;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.clock.ClockWatch;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.WorkspaceShares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Lets a benchmark have the service's own dispatcher at work when it wants it, and only then. */
@ApplicationScoped
public class DispatchDrill {

  @Inject DispatchLoop ofTheService;
  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject WorkspaceShares shares;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject Clock clock;
  @Inject DispatchTraces traces;
  @Inject BlobMemory memory;
  @Inject ClockWatch watch;
  @Inject SchedulingConfig config;

  private DispatchLoop loop;

  /** Starts a dispatcher as the service does, which must be told to have one. */
  public void start() {
    ofTheService.stop(null);
    Settlement settlement = new Settlement(ledger, parts, networks, vault, clock, config);
    loop =
        new DispatchLoop(
            ledger,
            batches,
            parts,
            updates,
            shares,
            networks,
            vault,
            settlement,
            traces,
            memory,
            watch,
            config);
    loop.start(null);
  }

  /** Has no dispatcher at work any more; what is being sent is ended first. */
  public void stop() {
    ofTheService.stop(null);
    if (loop != null) {
      loop.stop(null);
      loop = null;
    }
  }

  /** Claims what is due, and writes down that it begins, as a dispatcher does that is idle. */
  public int claim() {
    return batches
        .claimAndBegin(Math.min(config.dispatch().batchSize(), config.dispatch().concurrency()))
        .size();
  }
}
