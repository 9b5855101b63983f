package io.postly.scheduling.dispatch;

import io.postly.action.blob.BlobMemory;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.transaction.TransientFailures;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PartLedger.PartClaim;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationBatches.Claimed;
import io.postly.scheduling.publication.PublicationBatches.Taken;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.postly.scheduling.publication.UpdateLedger.UpdateSending;
import io.postly.scheduling.publication.WorkspaceShares;
import io.postly.scheduling.work.Attempts;
import io.postly.scheduling.work.Batch;
import io.postly.scheduling.work.Batches;
import io.postly.scheduling.work.ClaimHandlers;
import io.postly.scheduling.work.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what is due. Any number of dispatchers may work on one database: the {@link
 * PublicationLedger} decides which of them has a publication. What is usual is written down for
 * many in one transaction ({@link PublicationBatches}). Sends outside any transaction, each
 * publication in a thread of its own. Used by one caller at a time; after {@link #stop} no more.
 */
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** So often an outcome is tried that the database refuses, should that pass all the same. */
  private static final int MOST_REFUSALS = 5;

  private final PublicationLedger ledger;
  private final Networks networks;
  private final CredentialVault vault;
  private final DispatchTraces traces;
  private final PictureRoom pictureRoom;
  private final SchedulingConfig.Dispatch config;
  private final PartLedger parts;
  private final UpdateLedger updates;
  private final WorkspaceShares shares;
  private final ClaimHandlers<Runnable> handlers;
  private final PublicationBatches batches;
  private final Together<Taken, Taken> recording;
  private final Bookkeeping bookkeeping;
  private final Batches partClaims = new Batches("parts that are due");
  private final Batches postClaims = new Batches("posts that are due");
  private final Batches updateClaims = new Batches("updates that are due");

  Dispatcher(
      PublicationLedger ledger,
      PublicationBatches batches,
      PartLedger parts,
      UpdateLedger updates,
      WorkspaceShares shares,
      Networks networks,
      CredentialVault vault,
      DispatchTraces traces,
      BlobMemory memory,
      SchedulingConfig.Dispatch config) {
    this.ledger = ledger;
    this.networks = networks;
    this.vault = vault;
    this.traces = traces;
    this.pictureRoom = new PictureRoom(memory);
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
    this.batches = batches;
    this.parts = parts;
    this.updates = updates;
    this.shares = shares;
    this.recording = new Together<>(config.batchSize(), this::record);
    this.bookkeeping = new Bookkeeping(ledger, parts, updates, config.batchSize());
  }

  /**
   * Doubts all that may have gone out after the backup that the database was restored from. Part of
   * no round.
   */
  void doubtAllRestored() {
    bookkeeping.doubtAllRestored();
  }

  /**
   * Doubts what may have gone out, takes back what was abandoned, ends what was missed, and claims
   * what is due and starts to send it, until nothing is due any more or the round has taken long
   * enough; first what goes on with threads, which are seen to have begun, then posts, then updates
   * of posts. Each of these is done whatever becomes of the others.
   *
   * @return how many publications, parts of threads and updates were claimed
   * @throws RuntimeException at the end, if any of it failed as a whole
   */
  int run() {
    Attempts attempts = new Attempts();
    bookkeeping.run(attempts);
    int claimed =
        attempts.make(() -> takeAll(partClaims, parts::claim, this::handlePart))
            + attempts.make(() -> takeAll(postClaims, this::claimShared, this::handleShared))
            + attempts.make(() -> takeAll(updateClaims, updates::claim, this::handleUpdate));
    attempts.end();
    return claimed;
  }

  private <C> int takeAll(Batches batches, Function<Batch, List<C>> claim, Consumer<C> handle) {
    return handlers.takeAll(
        config.batchSize(),
        limit -> tasks(batches.claim(limit, claim), handle),
        Runnable::run,
        LONGEST_ROUND);
  }

  private static <C> List<Runnable> tasks(List<C> claims, Consumer<C> handle) {
    return claims.stream().<Runnable>map(claim -> () -> handle.accept(claim)).toList();
  }

  /**
   * Gives back what has been claimed only, and finishes what is being sent, for at most that long.
   */
  void stop(Duration patience) {
    handlers.stop(patience, "Stopped while publications were being sent; they will be unconfirmed");
  }

  /** Waits until everything that was claimed has been dealt with. */
  void awaitIdle() {
    handlers.awaitIdle();
  }

  /** From now on it counts in its workspace's share. */
  private List<Claimed> claimShared(Batch batch) {
    List<Claimed> claimed = claim(batch);
    claimed.forEach(one -> shares.begin(one.claim().workspace()));
    return claimed;
  }

  private void handleShared(Claimed claimed) {
    try {
      handle(claimed);
    } finally {
      shares.end(claimed.claim().workspace());
    }
  }

  /** What stands in the way of one of many must not keep the others. */
  private List<Claimed> claim(Batch batch) {
    if (config.pauseBeforeSend().isPositive()) {
      return claimOnly(batch);
    }
    try {
      return batches.claimAndBegin(batch);
    } catch (RuntimeException e) {
      LOG.warnf(e, "What is due begins one by one");
      return claimOnly(batch);
    }
  }

  private List<Claimed> claimOnly(Batch batch) {
    return ledger.claim(batch).stream().map(claim -> new Claimed(claim, Optional.empty())).toList();
  }

  private void handle(Claimed claimed) {
    Claim claim = claimed.claim();
    try {
      claimed.sending().or(() -> begin(claim)).ifPresent(this::send);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: its claim lapses", claim.publicationId());
    }
  }

  private void handlePart(PartClaim claim) {
    try {
      begin(() -> parts.release(claim), () -> parts.begin(claim)).ifPresent(this::sendPart);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Part %s: its claim lapses", claim.partId());
    }
  }

  private void handleUpdate(UpdateClaim claim) {
    try {
      begin(() -> updates.release(claim), () -> updates.begin(claim)).ifPresent(this::sendUpdate);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the claim of its update lapses", claim.publicationId());
    }
  }

  private Optional<Sending> begin(Claim claim) {
    return begin(() -> ledger.release(claim), () -> ledger.begin(claim));
  }

  /** Begins what was claimed, or gives it back when the dispatcher stops. */
  private <S> Optional<S> begin(Runnable release, Supplier<Optional<S>> begin) {
    pause(config.pauseBeforeSend());
    if (handlers.isStopping()) {
      release.run();
      return Optional.empty();
    }
    return begin.get();
  }

  void send(Sending sending) {
    send(sending, this::recordPost);
  }

  /** What follows a post in its thread. */
  void sendPart(Sending sending) {
    send(sending, (part, delivery) -> parts.record(part.publicationId(), part.token(), delivery));
  }

  /** Another text of a post that stands. */
  private void sendUpdate(UpdateSending update) {
    send(
        update.sending(),
        new Request(
            network -> network.updates().sendsAll(),
            (network, credentials) ->
                network.update(
                    update.sending().post(),
                    update.reference(),
                    credentials,
                    update.sending().sendBefore())),
        (post, outcome) -> updates.record(post.publicationId(), post.token(), outcome));
  }

  /**
   * What is asked of a network.
   *
   * @param sendsAll whether pictures and thread are sent to it, or the text alone
   */
  private record Request(
      Predicate<Network> sendsAll, BiFunction<Network, Optional<String>, Delivery> asking) {}

  private void send(Sending sending, BiConsumer<Sending, Delivery> recorder) {
    send(
        sending,
        new Request(
            _ -> true,
            (network, credentials) ->
                network.deliver(sending.post(), credentials, sending.sendBefore())),
        recorder);
  }

  private void send(Sending sending, Request request, BiConsumer<Sending, Delivery> recorder) {
    try (ActiveSpan _ = traces.dispatching(sending)) {
      Delivery delivery = traces.delivering(sending.network(), () -> deliver(sending, request));
      pause(config.pauseAfterSend());
      record(sending, delivery, recorder);
    }
  }

  private Delivery deliver(Sending sending, Request request) {
    Optional<String> credentials;
    try {
      credentials = vault.decrypt(sending.post().channelId(), sending.encryptedCredentials());
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not sent for now: %s", sending.publicationId(), e.getMessage());
      return Delivery.NotDelivered.ofPostly(Delivery.CREDENTIALS_KEY_MISSING);
    } catch (IllegalStateException e) {
      LOG.errorf(
          e, "Publication %s: the channel's credentials cannot be read", sending.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    Optional<Network> network = networks.find(sending.network());
    if (network.isEmpty()) {
      LOG.errorf(
          "Publication %s: there is no network %s", sending.publicationId(), sending.network());
      return Delivery.NotDelivered.ofAccount("network_unavailable");
    }
    if (!request.sendsAll().test(network.get())) {
      return ask(sending, request, network.get(), credentials);
    }
    if (!network.get().takes(sending.post())) {
      return Delivery.NotDelivered.unasked("pictures_not_taken");
    }
    if (sending.post().thread().size() > network.get().thread().most()) {
      return Delivery.NotDelivered.unasked("thread_not_taken");
    }
    if (sending.post().contentWarning().isPresent() && !network.get().takesContentWarnings()) {
      return Delivery.NotDelivered.unasked("content_warning_not_taken");
    }
    return deliver(sending, request, network.get(), credentials);
  }

  /**
   * A post without pictures waits for no room, nor does one whose pictures the network fetches:
   * they need it while they are fetched.
   */
  private Delivery deliver(
      Sending sending, Request request, Network network, Optional<String> credentials) {
    long bytes = network.pictureSending().bytesAtOnce(sending.post().pictures());
    Optional<PictureRoom.Held> room = pictureRoom.hold(sending.post().channelId(), bytes);
    if (room.isEmpty()) {
      return Delivery.NotDelivered.ofPostly("pictures_waiting");
    }
    try (PictureRoom.Held _ = room.get()) {
      return ask(sending, request, network, credentials);
    }
  }

  private static Delivery ask(
      Sending sending, Request request, Network network, Optional<String> credentials) {
    try {
      return hiding(request.asking().apply(network, credentials), credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the connector failed", sending.publicationId());
      return new Delivery.Unknown("connector_failed");
    }
  }

  /** A network may say anything, also what it was sent. */
  private static Delivery hiding(Delivery delivery, Optional<String> credentials) {
    return delivery instanceof Delivery.NotDelivered failure && credentials.isPresent()
        ? failure.hiding(credentials.get())
        : delivery;
  }

  /**
   * A known outcome is worth any patience while the database may yet take it: the ledger takes it
   * however late it comes, and without it nobody would ever know. What the database refuses for
   * what it is does not keep its place from others.
   */
  private void record(Sending sending, Delivery delivery, BiConsumer<Sending, Delivery> recorder) {
    Duration wait = FIRST_PAUSE;
    int refusals = 0;
    Optional<RuntimeException> failure = failure(sending, delivery, recorder);
    while (failure.isPresent() && !handlers.isStopping()) {
      refusals += TransientFailures.isTransient(failure.get()) ? 0 : 1;
      if (refusals == MOST_REFUSALS) {
        recordAsUnknown(sending, delivery, recorder, failure.get());
        return;
      }
      LOG.warnf(
          failure.get(), "Publication %s: recording %s again", sending.publicationId(), delivery);
      pause(wait);
      wait =
          wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
      failure = failure(sending, delivery, recorder);
    }
    failure.ifPresent(
        e -> LOG.errorf(e, "Publication %s: not recorded: %s", sending.publicationId(), delivery));
  }

  /** Why the outcome is not recorded; empty if it is. */
  private Optional<RuntimeException> failure(
      Sending sending, Delivery delivery, BiConsumer<Sending, Delivery> recorder) {
    try {
      recorder.accept(sending, learnt(sending, delivery));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** If not even that can be recorded, the lease lapses, which comes to the same. */
  private static void recordAsUnknown(
      Sending sending,
      Delivery delivery,
      BiConsumer<Sending, Delivery> recorder,
      RuntimeException failure) {
    LOG.errorf(failure, "Publication %s: %s cannot be recorded", sending.publicationId(), delivery);
    try {
      recorder.accept(sending, new Delivery.Unknown("outcome_not_recorded"));
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: its lease lapses", sending.publicationId());
    }
  }

  /**
   * Credentials that have been renewed meanwhile are not taken any more, which says nothing of the
   * channel: were it believed, each renewal would have those renewed that have just been got. Those
   * that were only encrypted anew count as renewed: the next attempt tells more.
   */
  private Delivery learnt(Sending sending, Delivery delivery) {
    return delivery instanceof Delivery.NotDelivered failure
            && failure.cause() == Delivery.Cause.CREDENTIALS
            && !ledger.hasCurrentCredentials(sending)
        ? Delivery.NotDelivered.ofPostly(failure.reason()).saying(failure.said())
        : delivery;
  }

  private void recordPost(Sending sending, Delivery delivery) {
    if (!isRecordedWithOthers(sending, delivery)) {
      ledger.record(sending.publicationId(), sending.token(), delivery);
    }
  }

  /** What is traced is recorded alone: its event belongs to its own trace. */
  private boolean isRecordedWithOthers(Sending sending, Delivery delivery) {
    return !traces.isOn()
        && delivery instanceof Delivery.Delivered delivered
        && recording
            .ask(new Taken(sending.publicationId(), sending.token(), delivered))
            .isPresent();
  }

  private Map<Taken, Taken> record(List<Taken> posts) {
    return batches.record(posts).stream()
        .collect(Collectors.toMap(Function.identity(), Function.identity()));
  }

  private static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
