package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.publication.ChannelAdmission.Admitted;
import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.retry.RetrySchedule;
import io.postly.scheduling.rule.MissedPosts;
import io.postly.scheduling.rule.RuleBook;
import io.postly.scheduling.slot.PostingQueues;
import io.postly.scheduling.work.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What dispatchers write down, each step in a short transaction of its own. Whatever a dispatcher
 * does between two steps, the ledger alone says what may still happen: a claim's token is void once
 * its lease has ended or another has claimed.
 */
@ApplicationScoped
public class PublicationLedger {

  static final String NOT_APPROVED_IN_TIME = "not_approved_in_time";
  static final String OVERDUE = "overdue";
  static final String CHANNEL_IN_TROUBLE = "channel_in_trouble";
  static final String DISPATCHER_LOST = "dispatcher_lost";
  static final String NOT_ON_NETWORK = "not_on_network";
  static final String DATABASE_RESTORED = "database_restored";

  private static final Logger LOG = Logger.getLogger(PublicationLedger.class);

  /** Claims look no more often for what is due on channels that take it. */
  private static final int MOST_LOOKS = 5;

  private final Publications publications;
  private final PublicationRows rows;
  private final PublicationChanges changes;
  private final Contents contents;
  private final Channels channels;
  private final PublishingStops stops;
  private final PostingQueues queues;
  private final RuleBook rules;
  private final ChannelGate gate;
  private final ChannelAdmission admission;
  private final WorkspaceShares shares;
  private final Findings findings;
  private final Doubts doubts;
  private final Replanning replanning;
  private final Restorations restorations;
  private final Clock clock;
  private final Duration lease;
  private final SendingLease sendingLease;
  private final Duration grace;
  private final Duration lateTolerance;
  private final Duration patience;
  private final Duration patienceOfSkipping;
  private final SendingRetries retries;

  PublicationLedger(
      Publications publications,
      PublicationRows rows,
      PublicationChanges changes,
      Contents contents,
      Channels channels,
      PublishingStops stops,
      PostingQueues queues,
      RuleBook rules,
      ChannelGate gate,
      ChannelAdmission admission,
      WorkspaceShares shares,
      Findings findings,
      Doubts doubts,
      Replanning replanning,
      Restorations restorations,
      Clock clock,
      SchedulingConfig config) {
    this.publications = publications;
    this.rows = rows;
    this.changes = changes;
    this.contents = contents;
    this.channels = channels;
    this.stops = stops;
    this.queues = queues;
    this.rules = rules;
    this.gate = gate;
    this.admission = admission;
    this.shares = shares;
    this.findings = findings;
    this.doubts = doubts;
    this.replanning = replanning;
    this.restorations = restorations;
    this.clock = clock;
    this.lease = config.dispatch().lease();
    this.sendingLease = new SendingLease(lease);
    this.grace = config.dispatch().grace();
    this.lateTolerance = LateApprovals.tolerance(config.dispatch());
    this.patience = LateApprovals.patience(config.dispatch());
    this.patienceOfSkipping = LateApprovals.patienceOfSkipping(config.dispatch());
    this.retries = new SendingRetries(new RetrySchedule(config.dispatch().retryDelays()), grace);
  }

  /** A publication that one dispatcher may begin to send. */
  public record Claim(UUID publicationId, UUID draftId, String workspace, UUID token) {}

  /**
   * A publication that has begun to be sent, or a part that follows one.
   *
   * @param publicationId its own, or the part's
   * @param encryptedCredentials the channel's, where it has any
   * @param sendBefore from this instant on nothing may be sent
   * @param asked the call that asked for it
   */
  public record Sending(
      UUID publicationId,
      UUID token,
      String network,
      Post post,
      Optional<String> encryptedCredentials,
      Instant sendBefore,
      Asked asked) {}

  /**
   * A publication, or a part that follows one, of which nobody knows whether it stands on its
   * network.
   *
   * @param encryptedCredentials the channel's, where it has any
   */
  public record Unconfirmed(Post post, Optional<String> encryptedCredentials) {}

  /**
   * The call that asked for a publication.
   *
   * @param traceparent its trace, or null
   * @param isForAtOnce whether it was to go out there and then
   */
  public record Asked(String traceparent, boolean isForAtOnce) {}

  /**
   * Takes what may have gone out after the backup that this database was restored from for
   * unconfirmed: what was due before the moment of the restore, and has not ended as far as is
   * known here. It is settled as any other unknown outcome is.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int doubtRestored(Batch batch) {
    List<Publication> inDoubt = publications.lockInDoubt(restorations.knownFrom(), batch);
    Instant now = clock.instant();
    for (Publication publication : inDoubt) {
      changes.apply(publication, step -> step.doubt(DATABASE_RESTORED, now));
    }
    return inDoubt.size();
  }

  /**
   * Claims planned publications that are due; none that another dispatcher is claiming at the same
   * time, none of a workspace whose publishing is stopped or of a paused queue, and none that is in
   * doubt; of a channel that opens again only one, of one with a pace those whose turn it is, and
   * of a workspace no more than its share.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Claim> claim(Batch batch) {
    Instant now = clock.instant();
    List<Publication> due = lockDue(now, batch);
    changes.applyToRows(due, step -> step.claim(UUID.randomUUID(), now.plus(lease), now));
    return due.stream().map(PublicationLedger::claim).toList();
  }

  /** Like {@link #claim(Batch)}, of whatever is due. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Claim> claim(int limit) {
    return claim(Batch.of(limit));
  }

  /**
   * What {@link #claim} claims, locked, as {@link PublicationRows} has it. What is due on channels
   * without a turn, or of workspaces that have their share, must not fill the places of others:
   * where there was such, it looks again without those. Part of the caller's transaction.
   */
  List<Publication> lockDue(Instant now, Batch batch) {
    Instant earliest = Publications.latest(now.minus(grace), restorations.knownFrom());
    int limit = batch.limit();
    List<Publication> admitted = new ArrayList<>();
    Set<UUID> seen = new HashSet<>(List.of(batch.aside()));
    Set<UUID> left = new HashSet<>();
    WorkspaceShares.Room room = shares.room();
    boolean wereAllAdmitted = false;
    for (int look = 1; look <= MOST_LOOKS && !wereAllAdmitted && admitted.size() < limit; look++) {
      List<Publication> due =
          batch.meet(
              rows.lockDue(
                  now,
                  earliest,
                  now.minus(lateTolerance),
                  seen,
                  left,
                  room.full(),
                  limit - admitted.size()),
              publication -> publication.id);
      Admitted<Publication> more =
          admission.admit(
              due.stream().filter(publication -> room.take(publication.workspace)).toList(),
              publication -> publication.channelId,
              publication -> publication.network,
              look == 1,
              now);
      admitted.addAll(more.posts());
      more.posts().forEach(publication -> seen.add(publication.id));
      left.addAll(more.left());
      wereAllAdmitted = more.posts().size() == due.size();
    }
    return admitted.isEmpty() ? admitted : batch.meet(admitted, publication -> publication.id);
  }

  /** What the dispatcher is given of a publication that it has claimed. */
  static Claim claim(Publication claimed) {
    return new Claim(claimed.id, claimed.draftId, claimed.workspace, claimed.leaseToken);
  }

  /**
   * Begins to send, if the claim still holds, exactly this content is approved at this moment,
   * publishing is not stopped, and the queue that it is in not paused. Whoever stops or pauses it
   * waits for this to end, and then sees what has begun.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Sending> begin(Claim claim) {
    contents.lock(claim.draftId());
    Publication publication = publications.lock(claim.publicationId());
    boolean mayBegin =
        stops.mayBegin(publication.workspace)
            && (!publication.queued || queues.mayBegin(publication.channelId));
    Instant now = clock.instant();
    if (!publication.isClaimedWith(claim.token(), now)
        || !publication.isDue(now)
        || publication.dueAt.isBefore(restorations.knownFrom())) {
      return Optional.empty();
    }
    Optional<DraftRevision> content = approvedContent(publication);
    if (content.isEmpty()) {
      // Another revision may have been approved while this one was tried in vain.
      replanning.replan(claim.draftId());
      return Optional.empty();
    }
    if (!mayBegin) {
      changes.apply(publication, step -> step.release(now));
      return Optional.empty();
    }
    Duration length = sendingLease.of(content.get().picturesFor(publication.network));
    changes.apply(publication, step -> begin(step, content.get(), now.plus(length), now));
    return Optional.of(
        sending(publication, content.get(), channels.encryptedCredentials(publication.channelId)));
  }

  /** A publication that is claimed begins to be sent. */
  static void begin(Publication claimed, DraftRevision content, Instant until, Instant now) {
    claimed.begin(claimed.leaseToken, until, now);
    claimed.followedBy(content.threadFor(claimed.network).size());
  }

  private Optional<DraftRevision> approvedContent(Publication publication) {
    return contents.approved(publication.draftId).filter(publication::isApprovedAs);
  }

  /** What the dispatcher is given of a publication that has begun. */
  static Sending sending(
      Publication publication, DraftRevision content, Optional<String> encryptedCredentials) {
    return new Sending(
        publication.id,
        publication.leaseToken,
        publication.network,
        post(publication, content),
        encryptedCredentials,
        publication.leaseUntil,
        new Asked(publication.traceparent, publication.isForAtOnce()));
  }

  private static Post post(Publication publication, DraftRevision content) {
    return new Post(
        publication.id,
        publication.workspace,
        publication.draftId,
        publication.revision,
        publication.channelId,
        content.textFor(publication.network),
        content.picturesFor(publication.network),
        content.threadFor(publication.network),
        Optional.empty(),
        content.contentWarningFor(publication.network),
        publication.dueAt);
  }

  /**
   * Whether something was sent, a publication or a part that follows one, with the credentials that
   * its channel has by now.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean hasCurrentCredentials(Sending sending) {
    return channels
        .encryptedCredentials(sending.post().channelId())
        .equals(sending.encryptedCredentials());
  }

  /**
   * Records what became of sending. Only the attempt that sent is believed, and nothing certain is
   * ever overwritten.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void record(UUID publicationId, UUID token, Delivery delivery) {
    Publication publication = publications.lock(publicationId);
    if (!publication.awaitsOutcomeOf(token)) {
      LOG.warnf("Publication %s: an outcome came from an attempt that is over", publicationId);
    } else if (publication.state == PublicationState.PUBLISHING
        || !(delivery instanceof Delivery.Unknown)) {
      Instant now = clock.instant();
      gate.learn(publication.channelId, delivery, now);
      conclude(publication, delivery, now);
    }
  }

  /**
   * What was certainly not accepted, but may be later, goes out then, as long as it is not too
   * late.
   */
  private void conclude(Publication publication, Delivery delivery, Instant now) {
    if (delivery instanceof Delivery.NotDelivered failure) {
      Optional<Instant> again =
          retries.next(
              failure,
              publication.attempt,
              publication.dueAt,
              channels.isInTrouble(publication.channelId),
              now);
      if (again.isPresent()) {
        changes.apply(publication, step -> step.retry(failure, again.get(), now));
        return;
      }
    }
    changes.apply(publication, step -> step.conclude(delivery, now));
  }

  /** Gives a claim back, at once rather than when its lease ends. Nothing has been sent with it. */
  @Transactional(TxType.REQUIRES_NEW)
  public void release(Claim claim) {
    Publication publication = publications.lock(claim.publicationId());
    Instant now = clock.instant();
    if (publication.isClaimedWith(claim.token(), now)) {
      changes.apply(publication, step -> step.release(now));
    }
  }

  /**
   * Takes back what dispatchers have abandoned: a claim is planned again, since nothing was sent;
   * what was being sent has an unknown outcome.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int expireLeases(Batch batch) {
    Instant now = clock.instant();
    List<Publication> expired = publications.lockExpired(now, batch);
    for (Publication publication : expired) {
      changes.apply(
          publication,
          publication.state == PublicationState.CLAIMED
              ? step -> step.release(now)
              : step -> step.conclude(new Delivery.Unknown(DISPATCHER_LOST), now));
    }
    return expired.size();
  }

  /**
   * Ends, or holds where the workspace wants that, what was not ready when it was due; ends what
   * was not accepted for as long as it was tried.
   *
   * @return how many there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  public int missOverdue(Batch batch) {
    Instant now = clock.instant();
    List<Publication> overdue =
        publications
            .lockOverdue(
                now.minus(patience),
                now.minus(patienceOfSkipping),
                now.minus(grace),
                now.minus(lateTolerance),
                restorations.knownFrom(),
                batch)
            .stream()
            .filter(publication -> !isMendedMeanwhile(publication, now))
            .toList();
    for (Publication publication : overdue) {
      changes.apply(publication, step -> end(step, now));
    }
    return overdue.size();
  }

  /** Its channel has just been reconnected, and it is not too late. */
  private boolean isMendedMeanwhile(Publication publication, Instant now) {
    return publication.waitsForRetry()
        && !publication.dueAt.isBefore(now.minus(grace))
        && !channels.isInTrouble(publication.channelId);
  }

  /** Whatever was tried before, what waits for its channel to be mended ends for that reason. */
  private void end(Publication overdue, Instant now) {
    if (overdue.waitsForRetry() && !channels.isInTrouble(overdue.channelId)) {
      overdue.giveUp(now);
    } else if (overdue.state == PublicationState.PLANNED
        && rules.missedPosts(overdue.workspace) == MissedPosts.HOLD) {
      overdue.holdAsLate(now);
    } else {
      overdue.miss(whyMissed(overdue), now);
    }
  }

  private String whyMissed(Publication publication) {
    if (publication.state != PublicationState.PLANNED) {
      return NOT_APPROVED_IN_TIME;
    }
    return channels.isInTrouble(publication.channelId) ? CHANNEL_IN_TROUBLE : OVERDUE;
  }

  /** Publications of a network whose outcome is unknown. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<InDoubt> inDoubt(String network, InDoubt.Wanted wanted) {
    return doubts.ofPosts(network, wanted);
  }

  /**
   * What a publication says whose outcome is unknown; empty once it is known, and while the
   * revision's event has not arrived again after a restore.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Unconfirmed> unconfirmed(UUID publicationId) {
    return Optional.ofNullable(publications.find(publicationId))
        .filter(publication -> publication.state == PublicationState.UNCONFIRMED)
        .flatMap(this::unconfirmed);
  }

  private Optional<Unconfirmed> unconfirmed(Publication publication) {
    return contents
        .revision(publication.draftId, publication.revision, publication.workspace)
        .map(
            content ->
                new Unconfirmed(
                    post(publication, content),
                    channels.encryptedCredentials(publication.channelId)));
  }

  /**
   * Settles an unknown outcome by what the network shows. Absence proves something only once no
   * attempt can still be under way.
   *
   * @param readAt an instant before the reading
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void settle(UUID publicationId, Reading reading, Instant readAt) {
    Publication publication = publications.lock(publicationId);
    if (publication.state == PublicationState.UNCONFIRMED) {
      findings
          .of(
              new Findings.Sent(publication.id, publication.channelId, publication.changedAt),
              reading,
              readAt)
          .ifPresent(
              outcome ->
                  changes.apply(publication, step -> step.conclude(outcome, clock.instant())));
    }
  }
}
