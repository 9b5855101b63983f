package io.postly.approvals.invitation;

import io.postly.approvals.content.Picture;
import io.postly.approvals.content.ThreadPart;
import io.postly.approvals.review.ExternalOutcome;
import io.postly.approvals.review.ExternalReviewer;
import io.postly.approvals.review.ExternalReviews;
import io.postly.approvals.review.ExternalVerdict;
import io.postly.approvals.review.ShownReview;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What somebody from outside can do by an invitation. A token leads to one invitation, and that to
 * one review: nothing else is within reach, and tokens of nothing, and of invitations that have
 * ended, are answered alike.
 */
@ApplicationScoped
public class GuestReviews {

  private final InvitationStore store;
  private final ExternalReviews reviews;
  private final InvitationAudit audit;
  private final Clock clock;

  GuestReviews(InvitationStore store, ExternalReviews reviews, InvitationAudit audit, Clock clock) {
    this.store = store;
    this.reviews = reviews;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether there is an invitation whose code can be tried. */
  @Transactional
  public boolean isOpen(String token) {
    return invitation(token)
        .filter(invitation -> invitation.state(clock.instant()) == InvitationState.OPEN)
        .isPresent();
  }

  /**
   * Tries a code. Tries wait for one another: so no more are made than are counted.
   *
   * @param name what the person calls themselves, as {@link GuestText#name} takes it
   * @param code as the person typed it
   */
  @Transactional
  public Opening open(String token, String name, String code) {
    return InvitationToken.parse(token)
        .flatMap(parsed -> store.find(parsed).map(place -> open(place, parsed, name, code)))
        .orElse(Opening.NOTHING_HERE);
  }

  private Opening open(
      InvitationStore.Place place, InvitationToken token, String name, String code) {
    Invitation invitation = store.lock(place.invitationId());
    Instant now = now();
    if (invitation.state(now) != InvitationState.OPEN) {
      return Opening.NOTHING_HERE;
    }
    boolean isRight = invitation.isOpenedBy(token, InvitationCode.typed(code), now);
    store.flush();
    if (isRight) {
      audit.opened(invitation, name, now);
      return Opening.OPENED;
    }
    audit.refused(invitation, name, now);
    return invitation.state(now) == InvitationState.OPEN
        ? Opening.WRONG_CODE
        : Opening.NOTHING_HERE;
  }

  /**
   * What the invitation shows to somebody who has given its code, also after they have decided;
   * empty if it was taken back, is locked or has expired.
   */
  @Transactional
  public Optional<GuestReview> show(String token) {
    Instant now = clock.instant();
    return invitation(token)
        .filter(
            invitation ->
                switch (invitation.state(now)) {
                  case OPEN, USED -> true;
                  case REVOKED, LOCKED, EXPIRED -> false;
                })
        .map(this::shown);
  }

  private GuestReview shown(Invitation invitation) {
    ShownReview review = reviews.show(invitation.reviewId());
    return new GuestReview(
        invitation.inviter().name(),
        review.note(),
        Stream.concat(
                Stream.of(
                    new GuestReview.Text(
                        null,
                        null,
                        review.text(),
                        pictures(review.media()),
                        texts(review.thread()))),
                review.variants().stream()
                    .map(
                        variant ->
                            new GuestReview.Text(
                                variant.network(),
                                variant.contentWarning(),
                                variant.text(),
                                pictures(variant.picturesBeside(review.media())),
                                texts(variant.threadBeside(review.thread())))))
            .toList(),
        review.contentHash(),
        review.isOpen() && invitation.verdict() == null,
        invitation.expiresAt(),
        invitation.verdict(),
        invitation.comment());
  }

  private static List<String> texts(List<ThreadPart> thread) {
    return thread.stream().map(ThreadPart::text).toList();
  }

  private static List<GuestReview.Picture> pictures(List<Picture> media) {
    return media.stream()
        .map(
            picture ->
                new GuestReview.Picture(
                    picture.sha256(),
                    picture.type(),
                    picture.width(),
                    picture.height(),
                    picture.altText()))
        .toList();
  }

  /**
   * Takes the decision of somebody who has given the code down, if it is the first by this
   * invitation and the review still takes one; else nothing happens, and {@link #show} says why.
   */
  @Transactional
  public void decide(String token, GuestVerdict verdict) {
    InvitationToken.parse(token).flatMap(store::find).ifPresent(place -> decide(place, verdict));
  }

  private void decide(InvitationStore.Place place, GuestVerdict verdict) {
    UUID draftId = reviews.draftOf(place.workspace(), place.reviewId());
    reviews.lock(draftId);
    Invitation invitation = store.lock(place.invitationId());
    Instant now = now();
    if (invitation.state(now) != InvitationState.OPEN) {
      return;
    }
    ExternalOutcome outcome = reviews.decide(place.reviewId(), external(invitation, verdict));
    if (outcome == ExternalOutcome.NOT_OPEN) {
      return;
    }
    InvitationAnswer before = InvitationAnswer.of(invitation, now);
    invitation.decide(verdict, outcome == ExternalOutcome.COUNTED, now);
    store.flush();
    audit.decided(invitation, before, verdict, now);
  }

  private static ExternalVerdict external(Invitation invitation, GuestVerdict verdict) {
    return new ExternalVerdict(
        new ExternalReviewer(invitation.id(), verdict.name()),
        invitation.inviter().id(),
        verdict.isApproval(),
        verdict.comment(),
        verdict.contentHash());
  }

  private Optional<Invitation> invitation(String token) {
    return InvitationToken.parse(token)
        .flatMap(store::find)
        .map(place -> store.get(place.invitationId()));
  }

  // What the database keeps of an instant, so that it reads the same the second time.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
