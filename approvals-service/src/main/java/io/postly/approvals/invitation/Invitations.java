package io.postly.approvals.invitation;

import io.postly.action.confirmation.ConfirmationConfig;
import io.postly.action.identifier.Identifiers;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.approvals.ApprovalsErrorCode;
import io.postly.approvals.review.ExternalReviews;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** What members do with invitations. */
@ApplicationScoped
class Invitations {

  /** Of one review, ended ones among them. */
  static final int MOST_PER_REVIEW = 20;

  private static final String PAGE = "/invitation/";

  private final ExternalReviews reviews;
  private final InvitationStore store;
  private final ConfirmationConfig addresses;
  private final ActionContext context;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Invitations(
      ExternalReviews reviews,
      InvitationStore store,
      ConfirmationConfig addresses,
      ActionContext context,
      Clock clock) {
    this.reviews = reviews;
    this.store = store;
    this.addresses = addresses;
    this.context = context;
    this.clock = clock;
  }

  CreatedInvitation invite(String workspace, UUID reviewId, NewInvitation request) {
    UUID draftId = reviews.draftOf(workspace, reviewId);
    reviews.lock(draftId);
    context.subject("review", reviewId, draftId);
    reviews.requireOpen(reviewId);
    requireFewInvitations(reviewId);
    InvitationToken token = InvitationToken.next(random);
    InvitationCode code = InvitationCode.next(random);
    Invitation invitation = invitation(workspace, reviewId, request, token, code);
    store.add(invitation);
    InvitationAnswer answer = InvitationAnswer.of(invitation, invitation.invitedAt());
    report(invitation, draftId, answer);
    return new CreatedInvitation(
        answer,
        new CreatedInvitation.Access(addresses.consoleUrl() + PAGE + token.text(), code.text()));
  }

  private void requireFewInvitations(UUID reviewId) {
    if (store.count(reviewId) >= MOST_PER_REVIEW) {
      throw ProblemException.of(
          ApprovalsErrorCode.TOO_MANY_INVITATIONS,
          "A review has at most " + MOST_PER_REVIEW + " invitations.");
    }
  }

  private Invitation invitation(
      String workspace,
      UUID reviewId,
      NewInvitation request,
      InvitationToken token,
      InvitationCode code) {
    Instant now = now();
    return new Invitation(
        Identifiers.next(),
        workspace,
        reviewId,
        request.recipient(),
        token,
        code,
        context.caller(),
        now,
        now.plus(Duration.ofDays(request.lifetime())));
  }

  private void report(Invitation invitation, UUID draftId, InvitationAnswer answer) {
    context.subject("invitation", invitation.id(), draftId);
    context.change(null, answer);
    context.shownOnce(CreatedInvitation.ACCESS);
    context.undo(
        Undo.by(
            "revoke_invitation",
            Map.of(
                "workspace",
                invitation.workspace(),
                "review_id",
                invitation.reviewId(),
                "invitation_id",
                invitation.id()),
            invitation.expiresAt()));
    context.nextStep(
        "Send the link and the code to the person, by different ways. Neither is shown again.");
  }

  InvitationList list(String workspace, UUID reviewId) {
    UUID draftId = reviews.draftOf(workspace, reviewId);
    context.subject("review", reviewId, draftId);
    Instant now = clock.instant();
    return new InvitationList(
        store.ofReview(reviewId).stream()
            .map(invitation -> InvitationAnswer.of(invitation, now))
            .toList());
  }

  InvitationAnswer revoke(String workspace, UUID reviewId, UUID invitationId) {
    UUID draftId = reviews.draftOf(workspace, reviewId);
    Invitation invitation = store.lock(reviewId, invitationId);
    context.subject("invitation", invitationId, draftId);
    Instant now = now();
    InvitationAnswer before = InvitationAnswer.of(invitation, now);
    InvitationState state = invitation.state(now);
    if (state == InvitationState.USED) {
      throw ProblemException.of(
          ApprovalsErrorCode.INVITATION_USED,
          "%s has decided by it.".formatted(invitation.decider().name()));
    }
    if (state == InvitationState.REVOKED) {
      context.undo(Undo.impossible("Nothing was changed."));
      return before;
    }
    invitation.revoke(context.caller(), now);
    InvitationAnswer after = InvitationAnswer.of(invitation, now);
    context.change(before, after);
    context.undo(
        Undo.impossible("Its link does not come back; invite_reviewer makes another invitation."));
    return after;
  }

  // What the database keeps of an instant, so that an answer reads the same the second time.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
