package io.postly.scheduling.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
  private final MeterRegistry meters;
  private final Map<String, AtomicLong> unconfirmed = new ConcurrentHashMap<>();
  private final ReadingPace pace;

  Settlement(
      PublicationLedger ledger,
      PartLedger parts,
      Networks networks,
      CredentialVault vault,
      Clock clock,
      MeterRegistry meters,
      SchedulingConfig config) {
    this.ledger = ledger;
    this.parts = parts;
    this.networks = networks;
    this.vault = vault;
    this.clock = clock;
    this.meters = meters;
    this.pace = new ReadingPace(config.settlement().interval());
  }

  void run() {
    Instant now = clock.instant();
    for (Network network : networks.all()) {
      if (network.isReadable()) {
        settle(network, ledger::unconfirmed, ledger::settle, now);
        settle(network, parts::unconfirmed, parts::settle, now);
      }
      gauge(network.name())
          .set(ledger.countUnconfirmed(network.name()) + parts.countUnconfirmed(network.name()));
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
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not settled for now: %s", publicationId, e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be read", publicationId, network.name());
    }
  }

  private AtomicLong gauge(String network) {
    return unconfirmed.computeIfAbsent(network, this::newGauge);
  }

  private AtomicLong newGauge(String network) {
    AtomicLong count = new AtomicLong();
    Metric.PUBLICATIONS_UNCONFIRMED.gauge(meters, count, AtomicLong::doubleValue, network);
    return count;
  }
}
