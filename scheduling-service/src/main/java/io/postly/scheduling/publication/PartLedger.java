package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.publication.PublicationLedger.Asked;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publication.PublicationLedger.Unconfirmed;
import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.removal.Removals;
import io.postly.scheduling.retry.RetrySchedule;
import io.postly.scheduling.slot.PostingQueues;
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
 * What dispatchers write down of the parts of threads, each step in a short transaction of its own,
 * with the promises of the {@link PublicationLedger}. A part goes out only after the one before it
 * stands, and only while exactly this content is approved.
 */
@ApplicationScoped
public class PartLedger {

  static final String PREVIOUS_PART_UNKNOWN = "previous_part_unknown";

  private static final Logger LOG = Logger.getLogger(PartLedger.class);

  private final Parts parts;
  private final Publications publications;
  private final ChannelAdmission admission;
  private final Findings findings;
  private final Doubts doubts;
  private final Removals removals;
  private final Contents contents;
  private final Channels channels;
  private final PublishingStops stops;
  private final PostingQueues queues;
  private final ChannelGate gate;
  private final Restorations restorations;
  private final Clock clock;
  private final Duration lease;
  private final Duration grace;
  private final SendingRetries retries;

  PartLedger(
      Parts parts,
      Publications publications,
      ChannelAdmission admission,
      Findings findings,
      Doubts doubts,
      Removals removals,
      Contents contents,
      Channels channels,
      PublishingStops stops,
      PostingQueues queues,
      ChannelGate gate,
      Restorations restorations,
      Clock clock,
      SchedulingConfig config) {
    this.parts = parts;
    this.publications = publications;
    this.admission = admission;
    this.findings = findings;
    this.doubts = doubts;
    this.removals = removals;
    this.contents = contents;
    this.channels = channels;
    this.stops = stops;
    this.queues = queues;
    this.gate = gate;
    this.restorations = restorations;
    this.clock = clock;
    this.lease = config.dispatch().lease();
    this.grace = config.dispatch().grace();
    this.retries = new SendingRetries(new RetrySchedule(config.dispatch().retryDelays()), grace);
  }

  /** A part that one dispatcher may begin to send. */
  public record PartClaim(UUID partId, UUID publicationId, UUID draftId, UUID token) {}

  /**
   * Takes what may have gone out after the backup that this database was restored from for
   * unconfirmed: what was planned before the moment of the restore.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int doubtRestored(Batch batch) {
    Instant now = clock.instant();
    List<PublicationPart> inDoubt = parts.lockInDoubt(restorations.knownFrom(), batch);
    inDoubt.forEach(
        part -> parts.apply(part, step -> step.doubt(PublicationLedger.DATABASE_RESTORED, now)));
    return inDoubt.size();
  }

  /**
   * Claims parts whose turn it is; none that another dispatcher is claiming at the same time, none
   * of a workspace whose publishing is stopped or of a paused queue; of channels as {@link
   * PublicationLedger#claim} does.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public List<PartClaim> claim(Batch batch) {
    Instant now = clock.instant();
    return admission
        .admit(
            parts.lockDue(now, now.minus(grace), restorations.knownFrom(), batch),
            part -> part.channelId,
            part -> part.network,
            true,
            now)
        .posts()
        .stream()
        .map(part -> claim(part, now))
        .toList();
  }

  /** Like {@link #claim(Batch)}, of whatever is due. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<PartClaim> claim(int limit) {
    return claim(Batch.of(limit));
  }

  private PartClaim claim(PublicationPart part, Instant now) {
    part.claim(UUID.randomUUID(), now.plus(lease), now);
    return new PartClaim(part.id, part.publicationId, part.draftId, part.leaseToken);
  }

  /**
   * Begins to send, if the claim still holds, exactly this content is approved at this moment,
   * publishing is not stopped, and the queue that the post was in not paused.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Sending> begin(PartClaim claim) {
    contents.lock(claim.draftId());
    Publication first = publications.find(claim.publicationId());
    PublicationPart part = parts.lock(claim.partId());
    boolean mayBegin =
        stops.mayBegin(part.workspace) && (!first.queued || queues.mayBegin(part.channelId));
    Instant now = clock.instant();
    if (!part.isClaimedWith(claim.token(), now)
        || !part.isItsTurn(now)
        || part.changedAt.isBefore(restorations.knownFrom())) {
      return Optional.empty();
    }
    Optional<String> objection = objection(first, part);
    if (objection.isPresent()) {
      parts.apply(part, step -> step.fail(objection.get(), now));
      return Optional.empty();
    }
    if (!mayBegin) {
      part.release();
      return Optional.empty();
    }
    parts.apply(part, step -> step.begin(claim.token(), now.plus(lease), now));
    return Optional.of(sending(first, part, text(first, part).orElseThrow()));
  }

  /** Why the part cannot go out as things are. */
  private Optional<String> objection(Publication first, PublicationPart part) {
    if (removals.isWanted(first.id)) {
      return Optional.of(Deleting.POST_DELETED);
    }
    if (contents.isArchived(part.draftId)) {
      return Optional.of(Replanning.DRAFT_ARCHIVED);
    }
    if (contents.approved(part.draftId).filter(first::isApprovedAs).isEmpty()
        || text(first, part).isEmpty()) {
      return Optional.of(Replanning.CONTENT_CHANGED);
    }
    if (channels.find(part.channelId).filter(Channel::isDisconnected).isPresent()) {
      return Optional.of(WaitingPosts.CHANNEL_DISCONNECTED);
    }
    return previousReference(first, part).isEmpty()
        ? Optional.of(PREVIOUS_PART_UNKNOWN)
        : Optional.empty();
  }

  /** A copy of the revision that an older release has made has no thread. */
  private Optional<String> text(Publication first, PublicationPart part) {
    return contents
        .revision(first.draftId, first.revision, first.workspace)
        .flatMap(content -> content.partFor(part.network, part.number));
  }

  /** What a person has seen on the network may have no reference. */
  private Optional<String> previousReference(Publication first, PublicationPart part) {
    return part.number == PublicationPart.FIRST
        ? Optional.ofNullable(first.reference)
        : parts.reference(first.id, part.number - 1);
  }

  private Sending sending(Publication first, PublicationPart part, String text) {
    return new Sending(
        part.id,
        part.leaseToken,
        part.network,
        post(first, part, text),
        channels.encryptedCredentials(part.channelId),
        part.leaseUntil,
        new Asked(first.traceparent, first.isForAtOnce()));
  }

  private Post post(Publication first, PublicationPart part, String text) {
    Post post =
        new Post(
                part.id,
                part.workspace,
                part.draftId,
                first.revision,
                part.channelId,
                text,
                List.of(),
                first.dueAt)
            .behind(contentWarning(first));
    return previousReference(first, part).map(post::after).orElse(post);
  }

  /** The first text's holds for all that follows it. */
  private Optional<String> contentWarning(Publication first) {
    return contents
        .revision(first.draftId, first.revision, first.workspace)
        .flatMap(content -> content.contentWarningFor(first.network));
  }

  /**
   * Records what became of sending. Only the attempt that sent is believed, and nothing certain is
   * ever overwritten.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void record(UUID partId, UUID token, Delivery delivery) {
    PublicationPart part = parts.lock(partId);
    if (!part.awaitsOutcomeOf(token)) {
      LOG.warnf("Part %s: an outcome came from an attempt that is over", partId);
    } else if (part.state == PartState.SENDING || !(delivery instanceof Delivery.Unknown)) {
      Instant now = clock.instant();
      gate.learn(part.channelId, delivery, now);
      conclude(part, timely(part, outcome(part, delivery), now), now);
    }
  }

  /** What was not accepted is not tried again where its post is to go. */
  private Delivery outcome(PublicationPart part, Delivery delivery) {
    return delivery instanceof Delivery.NotDelivered && removals.isWanted(part.publicationId)
        ? Delivery.NotDelivered.ofPost(Deleting.POST_DELETED)
        : delivery;
  }

  /** A part goes out no earlier than its post. */
  private Delivery timely(PublicationPart part, Delivery delivery, Instant now) {
    if (!(delivery instanceof Delivery.Delivered delivered)) {
      return delivery;
    }
    Instant due = publications.find(part.publicationId).dueAt;
    return new Delivery.Delivered(
        PublishedTime.of(delivered.at(), due, now), delivered.url(), delivered.reference());
  }

  private void conclude(PublicationPart part, Delivery delivery, Instant now) {
    if (delivery instanceof Delivery.NotDelivered failure) {
      Optional<Instant> again =
          Optional.ofNullable(part.turnAt)
              .flatMap(
                  turnAt ->
                      retries.next(
                          failure,
                          part.attempt,
                          turnAt,
                          channels.isInTrouble(part.channelId),
                          now));
      if (again.isPresent()) {
        parts.apply(part, step -> step.retry(failure, again.get(), now));
        return;
      }
    }
    parts.apply(part, step -> step.conclude(delivery, now));
  }

  /** Gives a claim back, at once rather than when its lease ends. Nothing has been sent with it. */
  @Transactional(TxType.REQUIRES_NEW)
  public void release(PartClaim claim) {
    PublicationPart part = parts.lock(claim.partId());
    if (part.isClaimedWith(claim.token(), clock.instant())) {
      part.release();
    }
  }

  /**
   * What was being sent by dispatchers that are gone has an unknown outcome.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int expireLeases(Batch batch) {
    Instant now = clock.instant();
    List<PublicationPart> expired = parts.lockExpired(now, batch);
    Delivery lost = new Delivery.Unknown(PublicationLedger.DISPATCHER_LOST);
    expired.forEach(part -> parts.apply(part, step -> step.conclude(lost, now)));
    return expired.size();
  }

  /**
   * Gives up what could not be sent for as long as it was tried.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int failOverdue(Batch batch) {
    Instant now = clock.instant();
    List<PublicationPart> overdue = parts.lockOverdue(now, now.minus(grace), batch);
    overdue.forEach(part -> parts.apply(part, step -> end(step, now)));
    return overdue.size();
  }

  /** Whatever was tried before, what waits for its channel to be mended ends for that reason. */
  private void end(PublicationPart overdue, Instant now) {
    if (channels.isInTrouble(overdue.channelId)) {
      overdue.fail(PublicationLedger.CHANNEL_IN_TROUBLE, now);
    } else if (overdue.reason == null) {
      overdue.fail(PublicationLedger.OVERDUE, now);
    } else {
      overdue.giveUp(now);
    }
  }

  /** Parts of a network whose outcome is unknown. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<InDoubt> inDoubt(String network, InDoubt.Wanted wanted) {
    return doubts.ofParts(network, wanted);
  }

  /**
   * What a part says whose outcome is unknown; empty once it is known, and while the revision's
   * event has not arrived again after a restore.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Unconfirmed> unconfirmed(UUID partId) {
    return parts
        .find(partId)
        .filter(part -> part.state == PartState.UNCONFIRMED)
        .flatMap(this::unconfirmed);
  }

  private Optional<Unconfirmed> unconfirmed(PublicationPart part) {
    Publication first = publications.find(part.publicationId);
    return text(first, part)
        .map(
            text ->
                new Unconfirmed(
                    post(first, part, text), channels.encryptedCredentials(part.channelId)));
  }

  /**
   * Settles an unknown outcome by what the network shows.
   *
   * @param readAt an instant before the reading
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void settle(UUID partId, Reading reading, Instant readAt) {
    PublicationPart part = parts.lock(partId);
    if (part.state == PartState.UNCONFIRMED) {
      findings
          .of(new Findings.Sent(part.id, part.channelId, part.changedAt), reading, readAt)
          .ifPresent(outcome -> settle(part, outcome, clock.instant()));
    }
  }

  private void settle(PublicationPart part, Delivery outcome, Instant now) {
    Delivery believed = timely(part, outcome, now);
    parts.apply(part, step -> step.conclude(believed, now));
  }
}
