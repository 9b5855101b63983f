package io.postly.scheduling.publication;

import io.postly.scheduling.content.ContentChanged;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.rule.MissedPosts;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings a draft's publications in line with what is approved: nothing on its way without an
 * approval of exactly its content, nothing waiting that has one. The result depends on what is
 * known, not on the order in which it became known.
 */
@ApplicationScoped
class Replanning {

  static final String CONTENT_CHANGED = "content_changed";
  static final String DRAFT_ARCHIVED = "draft_archived";
  static final String CHANNEL_REMOVED = "channel_removed";
  static final String ALREADY_PUBLISHED = "already_published";
  static final String RESTORED_TOO_LATE = "restored_too_late";
  static final String APPROVED_TOO_LATE = "approved_too_late";

  private final Contents contents;
  private final Publications publications;
  private final StandingPosts standingPosts;
  private final PublicationChanges changes;
  private final PostingQueues queues;
  private final LateApprovals lateApprovals;
  private final Clock clock;

  Replanning(
      Contents contents,
      Publications publications,
      StandingPosts standingPosts,
      PublicationChanges changes,
      PostingQueues queues,
      LateApprovals lateApprovals,
      Clock clock) {
    this.contents = contents;
    this.publications = publications;
    this.standingPosts = standingPosts;
    this.changes = changes;
    this.queues = queues;
    this.lateApprovals = lateApprovals;
    this.clock = clock;
  }

  void after(@Observes ContentChanged change) {
    replan(change.draftId());
  }

  /**
   * What was held because its text might have stood already waits no longer once that is certain.
   * In a transaction of its own: whoever ends an update may not have the draft's lock, which comes
   * first.
   */
  @Transactional(TxType.REQUIRES_NEW)
  void after(@Observes(during = TransactionPhase.AFTER_SUCCESS) UpdateChanged change) {
    if (UpdateState.of(change.state()).filter(UpdateState::isCertain).isPresent()) {
      contents.lock(change.draftId());
      replan(change.draftId());
    }
  }

  /**
   * Does so for all of a draft that has not ended. Part of the caller's transaction, which has
   * locked the draft.
   */
  void replan(UUID draftId) {
    Optional<DraftRevision> approved = contents.approved(draftId);
    Map<Optional<UUID>, Shown> shown = new HashMap<>();
    for (Publication publication : publications.lockNotEnded(draftId)) {
      replan(
          publication,
          approved,
          shown.computeIfAbsent(
              Optional.ofNullable(publication.seriesId), series -> shown(approved, series)));
    }
  }

  /**
   * Where the approved text stands.
   *
   * @param certainly the channels where it does
   * @param perhaps those, and the channels where it may
   */
  private record Shown(Set<UUID> certainly, Set<UUID> perhaps) {}

  private Shown shown(Optional<DraftRevision> approved, Optional<UUID> series) {
    return approved
        .map(
            revision ->
                new Shown(
                    standingPosts.channelsShowing(revision, series),
                    standingPosts.channelsPerhapsShowing(revision, series)))
        .orElseGet(() -> new Shown(Set.of(), Set.of()));
  }

  private void replan(Publication publication, Optional<DraftRevision> approved, Shown shown) {
    Instant now = clock.instant();
    Optional<String> obstacle = obstacle(publication, approved);
    if (publication.state.isOnItsWay() && obstacle.isPresent()) {
      changes.apply(publication, step -> step.hold(obstacle.get(), now));
    }
    if (publication.state.isWaitingForApproval()
        && !publication.isHeldAsLate()
        && approved.isPresent()
        && goesTo(publication, approved.get())) {
      planAgain(publication, approved.get(), shown, now);
    }
  }

  private Optional<String> obstacle(Publication publication, Optional<DraftRevision> approved) {
    if (contents.isArchived(publication.draftId)) {
      return Optional.of(DRAFT_ARCHIVED);
    }
    if (approved.isEmpty() || !publication.isBoundTo(contentOf(approved.get()))) {
      return Optional.of(CONTENT_CHANGED);
    }
    return goesTo(publication, approved.get()) ? Optional.empty() : Optional.of(CHANNEL_REMOVED);
  }

  private void planAgain(
      Publication publication, DraftRevision approved, Shown shown, Instant now) {
    if (shown.certainly().contains(publication.channelId)) {
      changes.apply(publication, step -> step.cancel(ALREADY_PUBLISHED, now));
      return;
    }
    if (shown.perhaps().contains(publication.channelId)) {
      // What may stand is not sent, and what may not is not lost: it waits as it does.
      return;
    }
    if (waitsInPausedQueue(publication)) {
      changes.apply(publication, step -> step.plan(contentOf(approved), now));
      return;
    }
    Instant approvedAt = contents.approvedAt(approved);
    if (wasRestoredAfter(Publications.latest(publication.dueAt, approvedAt), approved)) {
      changes.apply(publication, step -> step.miss(RESTORED_TOO_LATE, now));
    } else if (approvedAt.isAfter(publication.dueAt)) {
      planLate(publication, approved, approvedAt, now);
    } else {
      changes.apply(publication, step -> step.plan(contentOf(approved), now));
    }
  }

  private void planLate(
      Publication publication, DraftRevision approved, Instant approvedAt, Instant now) {
    MissedPosts choice = lateApprovals.choice(publication, approvedAt);
    if (choice == MissedPosts.SKIP) {
      changes.apply(publication, step -> step.miss(APPROVED_TOO_LATE, now));
      return;
    }
    changes.apply(publication, step -> step.planLate(contentOf(approved), approvedAt, now));
    if (choice == MissedPosts.HOLD) {
      changes.apply(publication, step -> step.holdAsLate(now));
    }
  }

  /** Whatever its slot was: it gets another one if that has passed when the queue goes on. */
  private boolean waitsInPausedQueue(Publication publication) {
    return publication.queued && queues.isPaused(publication.channelId);
  }

  /** If it was due and approved by then, nobody has decided that it goes out now. */
  private boolean wasRestoredAfter(Instant instant, DraftRevision approved) {
    return contents
        .archiveChangedAt(approved.draftId())
        .filter(restored -> restored.isAfter(instant))
        .isPresent();
  }

  private static boolean goesTo(Publication publication, DraftRevision approved) {
    return approved.channelIds().contains(publication.channelId);
  }

  private static Publication.Content contentOf(DraftRevision revision) {
    return new Publication.Content(revision.revision(), revision.contentHash());
  }
}
