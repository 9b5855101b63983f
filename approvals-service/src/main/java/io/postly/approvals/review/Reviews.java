package io.postly.approvals.review;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.identifier.Identifiers;
import io.postly.action.page.PagePosition;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.CopyWait;
import io.postly.action.undo.Undo;
import io.postly.approvals.ApprovalsConfig;
import io.postly.approvals.ApprovalsErrorCode;
import io.postly.approvals.content.ContentChanged;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import io.postly.approvals.content.DraftArchived;
import io.postly.approvals.content.DraftCopy;
import io.postly.approvals.content.RevisionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rules of reviews. Whatever changes a review locks its draft first: so an edit's event and a
 * decision never pass each other.
 */
@ApplicationScoped
class Reviews {

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  private final Contents contents;
  private final ReviewStore store;
  private final OpenNotes openNotes;
  private final ReviewMetrics metrics;
  private final Outbox outbox;
  private final ActionContext context;
  private final ApprovalsConfig config;
  private final Clock clock;

  Reviews(
      Contents contents,
      ReviewStore store,
      OpenNotes openNotes,
      ReviewMetrics metrics,
      Outbox outbox,
      ActionContext context,
      ApprovalsConfig config,
      Clock clock) {
    this.contents = contents;
    this.store = store;
    this.openNotes = openNotes;
    this.metrics = metrics;
    this.outbox = outbox;
    this.context = context;
    this.config = config;
    this.clock = clock;
  }

  ReviewAnswer submit(String workspace, Submission request) {
    UUID draftId = request.draftId();
    DraftCopy draft =
        contents
            .lockOnceKnown(workspace, draftId, request.expectedRevision())
            .orElseThrow(() -> CopyWait.notArrived("draft", draftId, clock.instant()));
    context.subject("draft", draftId, draftId);
    requireNotArchived(draft);
    ExpectedRevision.require(request.expectedRevision(), draft.revision());
    ContentRevision content = contents.revision(new RevisionId(draftId, draft.revision()));
    requireSubmittable(content);
    Review review =
        new Review(Identifiers.next(), content, request.note(), context.caller(), now());
    store.add(review);
    context.subject("review", review.id(), draftId);
    context.undo(
        Undo.by(
            "withdraw_review",
            Map.of("workspace", workspace, "review_id", review.id()),
            now().plus(UNDO_KEPT)));
    context.nextStep(
        "Tell the person that a reviewer must decide; list_reviews shows when that has happened.");
    return changed(null, review, content);
  }

  ReviewAnswer approve(String workspace, UUID reviewId, Approval decision) {
    context.nextStep(
        "If no post of it is scheduled yet and the person wants it to go out, call schedule_post.");
    return decide(
        workspace, reviewId, decision.expectedRevision(), Decision.APPROVE, decision.note());
  }

  ReviewAnswer requestChanges(String workspace, UUID reviewId, ChangeRequest decision) {
    context.nextStep("Change the draft with update_draft as the note asks, then submit it again.");
    return decide(
        workspace,
        reviewId,
        decision.expectedRevision(),
        Decision.REQUEST_CHANGES,
        decision.note());
  }

  ReviewAnswer withdraw(String workspace, UUID reviewId) {
    UUID draftId = store.draftOf(workspace, reviewId);
    DraftCopy draft = contents.lock(draftId);
    Review review = store.get(reviewId);
    context.subject("review", reviewId, draftId);
    if (!review.state().stands()) {
      throw ProblemException.of(
          ApprovalsErrorCode.REVIEW_NOT_OPEN, "The review is " + review.state().label() + ".");
    }
    ContentRevision content = contentOf(review);
    ReviewAnswer before = ReviewAnswer.of(review, content);
    context.undo(undoOfWithdrawal(review, draft));
    context.nextStep("Posts of it that are scheduled are held. To ask again, submit_for_approval.");
    review.withdraw();
    return changed(before, review, content);
  }

  private Undo undoOfWithdrawal(Review review, DraftCopy draft) {
    return review.state() == ReviewState.OPEN
        ? Undo.by(
            "submit_for_approval",
            Map.of(
                "workspace",
                review.workspace(),
                "draft_id",
                review.draftId(),
                "expected_revision",
                draft.revision()),
            now().plus(UNDO_KEPT))
        : Undo.impossible("An approval is given by a reviewer; submit the draft again.");
  }

  ReviewPage list(String workspace, ReviewFilter filter) {
    List<Review> found = store.list(workspace, filter);
    List<Review> shown = found.stream().limit(filter.limit()).toList();
    String next = found.size() > shown.size() ? cursorAfter(shown.getLast()) : null;
    return new ReviewPage(answers(shown), next);
  }

  /** Ends the reviews of content that is no longer the draft's. */
  void supersede(@Observes ContentChanged change) {
    for (Review review : store.ofDraft(change.draftId())) {
      if (review.state().stands() && !review.contentHash().equals(change.contentHash())) {
        review.supersede();
        publish(review, contentOf(review));
      }
    }
  }

  /** Nobody needs to decide on what was put aside; an approval still stands if it is restored. */
  void withdrawOpen(@Observes DraftArchived archiving) {
    for (Review review : store.ofDraft(archiving.draftId())) {
      if (review.state() == ReviewState.OPEN) {
        review.withdraw();
        publish(review, contentOf(review));
      }
    }
  }

  private static void requireNotArchived(DraftCopy draft) {
    if (draft.isArchived()) {
      throw ProblemException.of(
              ApprovalsErrorCode.DRAFT_ARCHIVED, "A draft in the archive is not submitted.")
          .retryable();
    }
  }

  private List<ReviewAnswer> answers(List<Review> found) {
    Map<RevisionId, ContentRevision> known =
        contents.revisions(found.stream().map(Review::contentId).toList());
    Map<UUID, Integer> notes = openNotes.count(found.stream().map(Review::id).toList());
    return found.stream()
        .map(
            review ->
                ReviewAnswer.of(
                    review, known.get(review.contentId()), notes.getOrDefault(review.id(), 0)))
        .toList();
  }

  private ReviewAnswer decide(
      String workspace, UUID reviewId, int expectedRevision, Decision decision, String note) {
    UUID draftId = store.draftOf(workspace, reviewId);
    contents.lock(draftId);
    Review review = store.get(reviewId);
    context.subject("review", reviewId, draftId);
    ContentRevision content = contentOf(review);
    requireDecidable(review, expectedRevision);
    ReviewAnswer before = ReviewAnswer.of(review, content);
    review.decide(decision, note, context.caller(), now());
    metrics.decided(review, contents.authoredThrough(review.draftId(), review.contentHash()));
    context.undo(Undo.impossible("A decision stands; it ends when the draft's content is edited."));
    return changed(before, review, content);
  }

  private void requireSubmittable(ContentRevision content) {
    if (content.channelIds().isEmpty()) {
      throw ProblemException.of(
          ApprovalsErrorCode.DRAFT_WITHOUT_CHANNELS,
          "An approval is also of the channels, and the draft has none.");
    }
    for (Review earlier : store.ofDraft(content.id().draftId())) {
      if (earlier.state() == ReviewState.OPEN) {
        throw ProblemException.of(
            ApprovalsErrorCode.REVIEW_ALREADY_OPEN,
            "Revision " + earlier.revision() + " waits for a decision.");
      }
      if (earlier.state() == ReviewState.APPROVED) {
        throw ProblemException.of(
            ApprovalsErrorCode.ALREADY_APPROVED,
            "This content was approved as revision " + earlier.revision() + ".");
      }
    }
  }

  private void requireDecidable(Review review, int expectedRevision) {
    if (!review.state().canBeDecided()) {
      throw ProblemException.of(
          ApprovalsErrorCode.REVIEW_NOT_OPEN, "The review is " + review.state().label() + ".");
    }
    ExpectedRevision.require(expectedRevision, review.revision());
    if (!config.selfApproval() && isOwn(review, context.caller().id())) {
      throw ProblemException.of(
          ApprovalsErrorCode.SELF_APPROVAL,
          "You wrote some of this content, or asked for its approval.");
    }
  }

  // The author of the last revision is not enough: who changes a label then would lend a name to
  // the text.
  private boolean isOwn(Review review, String personId) {
    int approved = store.lastApprovedRevision(review.draftId());
    return personId.equals(review.requester().id())
        || contents.authors(review.draftId(), approved, review.revision()).contains(personId);
  }

  private ReviewAnswer changed(ReviewAnswer before, Review review, ContentRevision content) {
    ReviewAnswer after = ReviewAnswer.of(review, content);
    context.change(before, after);
    publish(review, content);
    return after;
  }

  private void publish(Review review, ContentRevision content) {
    outbox.add(
        new OutgoingEvent(
            ReviewChanged.TOPIC,
            ReviewChanged.TYPE,
            review.draftId(),
            review.workspace(),
            ReviewChanged.of(
                review,
                content,
                contents.authoredThrough(review.draftId(), review.contentHash()),
                now())));
  }

  private ContentRevision contentOf(Review review) {
    return contents.revision(review.contentId());
  }

  private static String cursorAfter(Review last) {
    return new PagePosition(last.requestedAt(), last.id()).cursor();
  }

  // What the database keeps of an instant, so that an answer reads the same the second time.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
