package io.postly.approvals.review;

import io.postly.action.identifier.Identifiers;
import io.postly.action.page.PagePosition;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.CopyWait;
import io.postly.action.undo.Undo;
import io.postly.approvals.ApprovalsErrorCode;
import io.postly.approvals.content.ContentChanged;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import io.postly.approvals.content.DraftArchived;
import io.postly.approvals.content.DraftCopy;
import io.postly.approvals.content.RevisionId;
import io.postly.approvals.policy.Policies;
import io.postly.approvals.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The rules of reviews. Whatever changes a review locks its draft first: so an edit's event and a
 * decision never pass each other.
 */
@ApplicationScoped
class Reviews {

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  private final Contents contents;
  private final Policies policies;
  private final ReviewStore store;
  private final DecisionRules rules;
  private final OpenNotes openNotes;
  private final ReviewMetrics metrics;
  private final ReviewEvents events;
  private final ApprovalPreviews previews;
  private final ActionContext context;
  private final Clock clock;

  Reviews(
      Contents contents,
      Policies policies,
      ReviewStore store,
      DecisionRules rules,
      OpenNotes openNotes,
      ReviewMetrics metrics,
      ReviewEvents events,
      ApprovalPreviews previews,
      ActionContext context,
      Clock clock) {
    this.contents = contents;
    this.policies = policies;
    this.store = store;
    this.rules = rules;
    this.openNotes = openNotes;
    this.metrics = metrics;
    this.events = events;
    this.previews = previews;
    this.context = context;
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
    Policy policy = policies.current(workspace);
    rules.requireApprovable(content, policy, context.caller());
    Review review = open(content, request.note(), policy);
    store.add(review);
    context.subject("review", review.id(), draftId);
    context.undo(
        Undo.by(
            "withdraw_review",
            Map.of("workspace", workspace, "review_id", review.id()),
            now().plus(UNDO_KEPT)));
    context.nextStep(nextStep(review));
    return changed(null, review, content);
  }

  private Review open(ContentRevision content, String note, Policy policy) {
    Instant now = now();
    return new Review(
        Identifiers.next(), content, note, context.caller(), ReviewTerms.of(policy, now), now);
  }

  ReviewAnswer approve(String workspace, UUID reviewId, Approval decision) {
    context.preview(() -> previews.approval(workspace, reviewId));
    return decide(
        workspace, reviewId, decision.expectedRevision(), Decision.APPROVE, decision.note());
  }

  ReviewAnswer reject(String workspace, UUID reviewId, Rejection decision) {
    return decide(
        workspace, reviewId, decision.expectedRevision(), Decision.REJECT, decision.note());
  }

  ReviewAnswer requestChanges(String workspace, UUID reviewId, ChangeRequest decision) {
    return decide(
        workspace,
        reviewId,
        decision.expectedRevision(),
        Decision.REQUEST_CHANGES,
        decision.note());
  }

  ReviewAnswer withdraw(String workspace, UUID reviewId) {
    return withdraw(workspace, reviewId, ReviewState::stands);
  }

  /** Takes back a request on which nobody has decided: a decision is not the requester's. */
  ReviewAnswer withdrawAsUndo(String workspace, UUID reviewId) {
    return withdraw(workspace, reviewId, ReviewState::canBeDecided);
  }

  private ReviewAnswer withdraw(
      String workspace, UUID reviewId, Predicate<ReviewState> isWithdrawable) {
    UUID draftId = store.draftOf(workspace, reviewId);
    DraftCopy draft = contents.lock(draftId);
    Review review = store.get(reviewId);
    context.subject("review", reviewId, draftId);
    rules.requireWithdrawable(review, context.caller());
    if (!isWithdrawable.test(review.state())) {
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
        ? Undo.by("submit_for_approval", submission(review, draft), now().plus(UNDO_KEPT))
        : Undo.impossible("An approval is given by a reviewer; submit the draft again.");
  }

  private static Map<String, Object> submission(Review review, DraftCopy draft) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("workspace", review.workspace());
    arguments.put("draft_id", review.draftId());
    arguments.put("expected_revision", draft.revision());
    if (review.note() != null) {
      arguments.put("note", review.note());
    }
    return arguments;
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
        events.changed(review);
      }
    }
  }

  /** Nobody needs to decide on what was put aside; an approval still stands if it is restored. */
  void withdrawOpen(@Observes DraftArchived archiving) {
    for (Review review : store.ofDraft(archiving.draftId())) {
      if (review.state() == ReviewState.OPEN) {
        review.withdraw();
        events.changed(review);
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
    rules.requireDecidable(review, expectedRevision, decision, context.caller());
    ReviewAnswer before = ReviewAnswer.of(review, content);
    review.decide(decision, note, Decider.of(context.caller()), now());
    metrics.decided(review);
    context.undo(Undo.impossible(whyFinal(decision)));
    context.nextStep(nextStep(review));
    return changed(before, review, content);
  }

  private static String whyFinal(Decision decision) {
    return decision == Decision.APPROVE
        ? "A decision stands. Whoever gave an approval, or an editor, can withdraw it (withdraw_review, in a chat or by REST); an edit of the content ends it, too."
        : "A decision stands; the draft can be submitted again.";
  }

  private static String nextStep(Review review) {
    return switch (review.state()) {
      case OPEN -> missing(review);
      case APPROVED ->
          "If no post of it is scheduled yet and the person wants it to go out, call schedule_post. A post whose time had"
              + " passed goes out at once, is held or is missed: get_calendar shows which.";
      case CHANGES_REQUESTED ->
          "Change the draft with update_draft as the note asks, then submit it again.";
      case REJECTED ->
          "Tell the person why; if nothing else is to become of the draft, archive_draft puts it aside.";
      case SUPERSEDED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException("Nobody decides that a review is " + review.state());
    };
  }

  private static String missing(Review review) {
    int missing = review.approvalsMissing();
    String whose =
        review
            .nextReviewer()
            .map(person -> " (the required reviewer whose turn it is: " + person + ")")
            .orElse("");
    return "Tell the person that %d %s missing%s; list_reviews shows how it stands."
        .formatted(missing, missing == 1 ? "approval is" : "approvals are", whose);
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

  private ReviewAnswer changed(ReviewAnswer before, Review review, ContentRevision content) {
    ReviewAnswer after = ReviewAnswer.of(review, content);
    context.change(before, after);
    events.changed(review);
    return after;
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
