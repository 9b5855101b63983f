package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.publication.PublicationLedger.Asked;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.retry.RetrySchedule;
import io.postly.scheduling.work.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What dispatchers write down of updates of published posts, each step in a short transaction of
 * its own. The same text may be given to a post again and again, so what has no certain answer is
 * tried again; what is given up without one is unconfirmed.
 *
 * <p>An attempt may send during the first half of its lease only: what it has sent is through, or
 * lost, before anybody else begins.
 */
@ApplicationScoped
public class UpdateLedger {

  private static final Logger LOG = Logger.getLogger(UpdateLedger.class);

  private final PostUpdates updates;
  private final UpdateObjections objections;
  private final Publications publications;
  private final Contents contents;
  private final Channels channels;
  private final PublishingStops stops;
  private final UpdateOffers offers;
  private final ChannelGate gate;
  private final ChannelAdmission admission;
  private final Restorations restorations;
  private final Clock clock;
  private final Duration lease;
  private final SendingLease sendingLease;
  private final Duration grace;
  private final SendingRetries retries;

  UpdateLedger(
      PostUpdates updates,
      UpdateObjections objections,
      Publications publications,
      Contents contents,
      Channels channels,
      PublishingStops stops,
      UpdateOffers offers,
      ChannelGate gate,
      ChannelAdmission admission,
      Restorations restorations,
      Clock clock,
      SchedulingConfig config) {
    this.updates = updates;
    this.objections = objections;
    this.publications = publications;
    this.contents = contents;
    this.channels = channels;
    this.stops = stops;
    this.offers = offers;
    this.gate = gate;
    this.admission = admission;
    this.restorations = restorations;
    this.clock = clock;
    this.lease = config.dispatch().lease();
    this.sendingLease = new SendingLease(lease);
    this.grace = config.dispatch().grace();
    this.retries = new SendingRetries(new RetrySchedule(config.dispatch().retryDelays()), grace);
  }

  /** An update that one dispatcher may begin to send. */
  public record UpdateClaim(UUID publicationId, UUID draftId, UUID token) {}

  /**
   * An update that has begun to be sent.
   *
   * @param sending the publication with the text that it is to have
   * @param reference what the network knows the post by, where it has a name for it
   */
  public record UpdateSending(Sending sending, Optional<String> reference) {}

  /**
   * Claims what is to be attempted; of channels as {@link PublicationLedger#claim} does, and
   * nothing of a workspace whose publishing is stopped.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public List<UpdateClaim> claim(Batch batch) {
    Instant now = clock.instant();
    return admission
        .admit(
            updates.lockDue(now, restorations.knownFrom(), now.minus(grace), batch),
            update -> update.channelId,
            update -> update.network,
            true,
            now)
        .posts()
        .stream()
        .map(update -> claim(update, now))
        .toList();
  }

  /** Like {@link #claim(Batch)}, of whatever is due. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<UpdateClaim> claim(int limit) {
    return claim(Batch.of(limit));
  }

  private UpdateClaim claim(PostUpdate update, Instant now) {
    update.claim(UUID.randomUUID(), now.plus(lease), now);
    return new UpdateClaim(update.publicationId, update.draftId, update.leaseToken);
  }

  /**
   * Begins to send, if the claim still holds, exactly this content is approved at this moment, and
   * publishing is not stopped. Whoever stops it waits for this to end, and then sees what has
   * begun.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<UpdateSending> begin(UpdateClaim claim) {
    contents.lock(claim.draftId());
    Publication post = publications.lock(claim.publicationId());
    PostUpdate update = updates.lock(claim.publicationId()).orElseThrow();
    boolean mayBegin = stops.mayBegin(update.workspace);
    Instant now = clock.instant();
    if (!update.isClaimedWith(claim.token(), now)) {
      return Optional.empty();
    }
    Optional<String> objection = objections.of(update);
    if (objection.isPresent()) {
      updates.fail(update, objection.get(), now);
      return Optional.empty();
    }
    if (!mayBegin) {
      update.release();
      return Optional.empty();
    }
    DraftRevision content = objections.approved(update).orElseThrow();
    Duration length = sendingTime(content, update.network);
    updates.apply(update, step -> step.begin(claim.token(), now.plus(length.multipliedBy(2)), now));
    return Optional.of(sending(post, update, content, now.plus(length)));
  }

  private Duration sendingTime(DraftRevision content, String network) {
    return offers.of(network).sendsAll()
        ? sendingLease.of(content.picturesFor(network))
        : sendingLease.of(List.of());
  }

  private UpdateSending sending(
      Publication post, PostUpdate update, DraftRevision content, Instant sendBefore) {
    return new UpdateSending(
        new Sending(
            post.id,
            update.leaseToken,
            post.network,
            new Post(
                post.id,
                post.workspace,
                post.draftId,
                update.revision,
                post.channelId,
                content.textFor(post.network),
                content.picturesFor(post.network),
                content.threadFor(post.network),
                Optional.empty(),
                contentWarning(post, content),
                update.dueAt),
            channels.encryptedCredentials(post.channelId),
            sendBefore,
            new Asked(null, false)),
        Optional.ofNullable(post.reference));
  }

  /**
   * Where no revision has a warning, one that stands is somebody else's, and stays. Else it is the
   * draft that says whether there is one: an earlier revision, whichever it was, may stand with its
   * own.
   */
  private Optional<String> contentWarning(Publication post, DraftRevision content) {
    return content
        .contentWarningFor(post.network)
        .or(
            () ->
                contents.hasWarned(post.draftId, post.network)
                    ? Optional.of("")
                    : Optional.empty());
  }

  /**
   * Records what came of an attempt. Of one that others have taken for abandoned it is believed
   * only that its text stands, as long as nobody has begun since.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void record(UUID publicationId, UUID token, Delivery outcome) {
    Publication post = publications.lock(publicationId);
    PostUpdate update = updates.lock(publicationId).orElseThrow();
    if (update.awaitsOutcomeOf(token)
        || (outcome instanceof Delivery.Delivered && update.missesOutcomeOf(token))) {
      record(post, update, outcome, clock.instant());
    } else {
      LOG.warnf("Publication %s: an update came from an attempt that is over", publicationId);
    }
  }

  private void record(Publication post, PostUpdate update, Delivery outcome, Instant now) {
    if (tellsOfChannel(outcome)) {
      gate.learn(update.channelId, outcome, now);
    }
    switch (outcome) {
      case Delivery.Delivered _ -> {
        updates.apply(update, step -> step.succeed(now));
        post.show(update.content());
      }
      case Delivery.NotDelivered failure when failure.reason().equals(Delivery.POST_GONE) ->
          updates.apply(update, step -> step.vanish(failure.reason(), now));
      case Delivery.NotDelivered failure ->
          attemptAgain(
              update,
              Failure.of(failure),
              retries.next(
                  failure,
                  update.attempt,
                  update.dueAt,
                  channels.isInTrouble(update.channelId),
                  now),
              now);
      case Delivery.Unknown unknown -> {
        update.doubt(now);
        attemptAgain(update, Failure.unanswered(unknown.reason()), nextInDoubt(update, now), now);
      }
    }
  }

  /**
   * Whether it says anything of posts on the channel. That a change is refused or not answered does
   * not; that the account is not accepted does, and that the network asks to be left alone.
   */
  private static boolean tellsOfChannel(Delivery outcome) {
    return switch (outcome) {
      case Delivery.Delivered _ -> true;
      case Delivery.Unknown _ -> false;
      case Delivery.NotDelivered failure ->
          switch (failure.cause()) {
            case ACCOUNT, CREDENTIALS -> true;
            case PASSING -> failure.retryAfter().isPresent();
            case POST, KIND, POSTLY -> false;
          };
    };
  }

  /**
   * Why an attempt did not get through, as far as is known.
   *
   * @param networkSaid the network's own words, or null
   */
  private record Failure(String reason, String networkSaid) {

    static Failure of(Delivery.NotDelivered outcome) {
      return new Failure(outcome.reason(), outcome.quotation());
    }

    static Failure unanswered(String reason) {
      return new Failure(reason, null);
    }
  }

  private Optional<Instant> nextInDoubt(PostUpdate update, Instant now) {
    return retries.next(update.attempt, Optional.empty(), update.dueAt, now);
  }

  private void attemptAgain(PostUpdate update, Failure why, Optional<Instant> next, Instant now) {
    next.ifPresentOrElse(
        again -> updates.apply(update, step -> retry(step, why, again, now)),
        () -> updates.fail(update, why.reason(), why.networkSaid(), now));
  }

  private static void retry(PostUpdate update, Failure why, Instant again, Instant now) {
    update.retry(why.reason(), again, now);
    update.quote(why.networkSaid());
  }

  /** Gives a claim back, at once rather than when its lease ends. Nothing has been sent with it. */
  @Transactional(TxType.REQUIRES_NEW)
  public void release(UpdateClaim claim) {
    updates
        .lock(claim.publicationId())
        .filter(update -> update.isClaimedWith(claim.token(), clock.instant()))
        .ifPresent(PostUpdate::release);
  }

  /**
   * What was being sent by dispatchers that are gone is tried again: it may have got through.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int expireLeases(Batch batch) {
    Instant now = clock.instant();
    List<PostUpdate> expired = updates.lockExpired(now, batch);
    for (PostUpdate update : expired) {
      update.doubt(now);
      attemptAgain(
          update,
          Failure.unanswered(PublicationLedger.DISPATCHER_LOST),
          nextInDoubt(update, now),
          now);
    }
    return expired.size();
  }

  /**
   * Gives up what could not be sent for as long as it was tried, and what may have been sent by a
   * database that is gone, which may know of a later one.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int failOverdue(Batch batch) {
    Instant now = clock.instant();
    List<PostUpdate> overdue =
        updates.lockOverdue(now, restorations.knownFrom(), now.minus(grace), batch);
    overdue.forEach(update -> end(update, now));
    return overdue.size();
  }

  /** Why it was not taken the last time is why it is not taken, in the network's words as well. */
  private void end(PostUpdate overdue, Instant now) {
    String why = whyOverdue(overdue);
    updates.fail(overdue, why, why.equals(overdue.reason) ? overdue.networkSaid : null, now);
  }

  private String whyOverdue(PostUpdate update) {
    if (updates.isOfLostDatabase(update)) {
      return PublicationLedger.DATABASE_RESTORED;
    }
    if (channels.isInTrouble(update.channelId)) {
      return PublicationLedger.CHANNEL_IN_TROUBLE;
    }
    return update.reason == null ? PublicationLedger.OVERDUE : update.reason;
  }
}
