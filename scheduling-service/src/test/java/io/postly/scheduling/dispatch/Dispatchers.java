package io.postly.scheduling.dispatch;

import io.postly.action.blob.BlobMemory;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.WorkspaceShares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Dispatchers as tests want them, at work on what the service's own ledgers have. */
@ApplicationScoped
class Dispatchers {

  private static final BlobMemory ROOM_FOR_ANY_PICTURES =
      new BlobMemory(64 * 1024 * 1024, Duration.ofSeconds(1));

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject WorkspaceShares shares;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject DispatchTraces traces;

  Dispatcher usual() {
    return with(DispatchSettings.USUAL);
  }

  Dispatcher with(DispatchSettings settings) {
    return knowing(networks, settings);
  }

  Dispatcher with(BlobMemory memory) {
    return dispatcher(networks, memory, DispatchSettings.USUAL);
  }

  Dispatcher knowing(Networks known) {
    return knowing(known, DispatchSettings.USUAL);
  }

  Dispatcher knowing(Networks known, DispatchSettings settings) {
    return dispatcher(known, ROOM_FOR_ANY_PICTURES, settings);
  }

  private Dispatcher dispatcher(Networks known, BlobMemory memory, DispatchSettings settings) {
    return new Dispatcher(
        ledger, batches, parts, updates, shares, known, vault, traces, memory, settings);
  }
}
