package io.postly.scheduling.dispatch;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
import io.postly.scheduling.dispatch.ReadingTurns.Turn;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.publication.InDoubt;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Unconfirmed;
import io.postly.scheduling.work.ClaimHandlers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Turns unknown outcomes into certain ones by reading the network, never by sending again. Reads
 * outside any transaction, each channel in a thread of its own; no network holds up the others,
 * however slow its servers are.
 */
@ApplicationScoped
class Settlement {

  private static final Logger LOG = Logger.getLogger(Settlement.class);

  /** So long a round waits for what it has begun. What takes longer goes on beside the next. */
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

  /** So long others wait, at most, for those of their channel, server or network who go first. */
  private static final Duration BEFORE_NEXT_TURNS = Duration.ofMillis(250);

  private final PublicationLedger ledger;
  private final PartLedger parts;
  private final Networks networks;
  private final CredentialVault vault;
  private final Clock clock;
  private final ReadingTurns turns;
  private final ClaimHandlers<ChannelReading> handlers = new ClaimHandlers<>(ReadingTurns.CHANNELS);

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
    this.turns = new ReadingTurns(config.settlement().interval());
  }

  /**
   * Reads whatever has its turn, until nothing has any more or the round has taken long enough.
   * Used by one caller at a time; after {@link #stop} no more.
   */
  void run() {
    long end = System.nanoTime() + LONGEST_ROUND.toNanos();
    boolean isAllRead;
    do {
      int begun = beginAll();
      isAllRead = handlers.awaitIdle(BEFORE_NEXT_TURNS) && begun == 0;
    } while (!isAllRead && System.nanoTime() < end);
  }

  /** Begins to read nothing more, and waits a little for what is being read. */
  void stop() {
    handlers.stop(LONGEST_ROUND, "Stopped while networks were being read; they will be read again");
  }

  /** Waits until everything that is being read has been. */
  void awaitIdle() {
    handlers.awaitIdle();
  }

  /** Takes down what a network showed of one post. */
  @FunctionalInterface
  private interface Recorder {
    void settle(UUID id, Reading reading, Instant readAt);
  }

  /**
   * A post or a part in doubt.
   *
   * @param lookUp finds what it says
   */
  private record Doubt(
      InDoubt one, Function<UUID, Optional<Unconfirmed>> lookUp, Recorder recorder) {}

  /** What is to be read of one channel. */
  private record ChannelReading(Network network, Turn turn, List<Doubt> doubts) {}

  private int beginAll() {
    return networks.all().stream().filter(Network::isReadable).mapToInt(this::begin).sum();
  }

  /** One network that cannot be settled does not keep the others. */
  private int begin(Network network) {
    try {
      return handlers.take(
          turns.room(network.name()), limit -> claim(network, limit), this::readAndEndTurn);
    } catch (RuntimeException e) {
      LOG.warnf(e, "What is in doubt on %s could not be looked up", network.name());
      return 0;
    }
  }

  private List<ChannelReading> claim(Network network, int limit) {
    Instant now = clock.instant();
    List<ChannelReading> claimed = new ArrayList<>();
    for (List<Doubt> doubts : byChannel(network, turns.wanted(now)).values()) {
      Turn turn = Turn.of(network.name(), doubts.getFirst().one());
      if (claimed.size() < limit && turns.begin(turn, now)) {
        claimed.add(new ChannelReading(network, turn, doubts));
      }
    }
    return claimed;
  }

  private Map<UUID, List<Doubt>> byChannel(Network network, InDoubt.Wanted wanted) {
    Map<UUID, List<Doubt>> found = new LinkedHashMap<>();
    for (InDoubt one : ledger.inDoubt(network.name(), wanted)) {
      found
          .computeIfAbsent(one.channelId(), _ -> new ArrayList<>())
          .add(new Doubt(one, ledger::unconfirmed, ledger::settle));
    }
    for (InDoubt one : parts.inDoubt(network.name(), wanted)) {
      found
          .computeIfAbsent(one.channelId(), _ -> new ArrayList<>())
          .add(new Doubt(one, parts::unconfirmed, parts::settle));
    }
    return found;
  }

  private void readAndEndTurn(ChannelReading channel) {
    try {
      read(channel);
    } finally {
      turns.end(channel.turn());
    }
  }

  private void read(ChannelReading channel) {
    for (Doubt doubt : channel.doubts()) {
      if (handlers.isStopping()) {
        return;
      }
      Optional<Duration> rest = trySettling(channel.network(), doubt);
      if (rest.isPresent()) {
        turns.leaveAlone(channel.turn().channelId(), rest.get(), clock.instant());
        return;
      }
    }
  }

  /**
   * One that cannot be settled does not keep the others.
   *
   * @return how long the network asks to be left alone, where it does
   */
  private Optional<Duration> trySettling(Network network, Doubt doubt) {
    UUID id = doubt.one().id();
    try {
      Instant readAt = clock.instant();
      if (!turns.isTurnOf(id, readAt)) {
        return Optional.empty();
      }
      Optional<Reading> reading = doubt.lookUp().apply(id).map(post -> read(network, post));
      reading.ifPresent(shown -> doubt.recorder().settle(id, shown, readAt));
      return reading.flatMap(Settlement::rest);
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not settled for now: %s", id, e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be read", id, network.name());
      return Optional.empty();
    }
  }

  private Reading read(Network network, Unconfirmed publication) {
    return network.read(
        publication.post(),
        vault.decrypt(publication.post().channelId(), publication.encryptedCredentials()));
  }

  private static Optional<Duration> rest(Reading reading) {
    return reading instanceof Reading.Unreadable unreadable
        ? unreadable.retryAfter()
        : Optional.empty();
  }
}
