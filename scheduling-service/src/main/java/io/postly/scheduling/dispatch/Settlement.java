package io.postly.scheduling.dispatch;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Unconfirmed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns unknown outcomes into certain ones by reading the network, never by sending again. */
@ApplicationScoped
class Settlement {

  private static final Logger LOG = Logger.getLogger(Settlement.class);
  private static final int MOST = 100;

  private final PublicationLedger ledger;
  private final PartLedger parts;
  private final Networks networks;
  private final CredentialVault vault;
  private final Clock clock;
  private final ReadingPace pace;

  Settlement(
      PublicationLedger ledger,
      PartLedger parts,
      Networks networks,
      CredentialVault vault,
      Clock clock,
      SchedulingConfig config) {
    this.ledger = ledger;
    this.parts = parts;
    this.networks = networks;
    this.vault = vault;
    this.clock = clock;
    this.pace = new ReadingPace(config.settlement().interval());
  }

  void run() {
    Instant now = clock.instant();
    for (Network network : networks.all()) {
      if (network.isReadable()) {
        settle(network, ledger::unconfirmed, ledger::settle, now);
        settle(network, parts::unconfirmed, parts::settle, now);
      }
    }
    pace.forgetBefore(now);
  }

  /** Takes down what a network showed of one post. */
  @FunctionalInterface
  private interface Recorder {
    void settle(UUID id, Reading reading, Instant readAt);
  }

  /** Looks up what is in doubt on a network, at most so many. */
  @FunctionalInterface
  private interface Doubts {
    List<Unconfirmed> of(String network, int limit);
  }

  /** One network that cannot be settled does not keep the others. */
  private void settle(Network network, Doubts doubts, Recorder recorder, Instant now) {
    try {
      doubts.of(network.name(), MOST).stream()
          .filter(one -> pace.isTurnOf(one.post().publicationId(), now))
          .forEach(one -> trySettling(network, one, recorder));
    } catch (RuntimeException e) {
      LOG.warnf(e, "What is in doubt on %s could not be looked up", network.name());
    }
  }

  /** One that cannot be settled does not keep the others. */
  private void trySettling(Network network, Unconfirmed publication, Recorder recorder) {
    UUID publicationId = publication.post().publicationId();
    try {
      Instant readAt = clock.instant();
      Optional<String> credentials =
          vault.decrypt(publication.post().channelId(), publication.encryptedCredentials());
      recorder.settle(publicationId, network.read(publication.post(), credentials), readAt);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be read", publicationId, network.name());
    }
  }
}
