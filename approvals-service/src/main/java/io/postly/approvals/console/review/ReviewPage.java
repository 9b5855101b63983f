package io.postly.approvals.console.review;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.PictureFiles;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Invitation;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a reviewer needs in order to decide, and the decision; and the invitations of people from
 * outside.
 */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/reviews/{review_id}")
public class ReviewPage {

  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final Duration LOOK_AHEAD = Duration.ofDays(365);

  private final Frames frames;
  private final PostlyApi api;
  private final ReviewSearch search;
  private final PictureFiles pictures;
  private final Clock clock;

  ReviewPage(
      Frames frames, PostlyApi api, ReviewSearch search, PictureFiles pictures, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.search = search;
    this.pictures = pictures;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance review(Frame frame, ReviewView view);

    private Templates() {}
  }

  /** The review. */
  @GET
  public Response show(
      @PathParam("workspace") String workspace,
      @PathParam("review_id") String reviewId,
      @QueryParam("draft") String draftId) {
    Frame frame = frames.of(workspace, Section.OVERVIEW);
    return Pages.show(frame, Templates.review(frame, view(frame, reviewId, draftId, "")));
  }

  /** A picture of the review's content, to those who may see the review. */
  @GET
  @Path("pictures/{sha256}")
  public Response picture(
      @PathParam("workspace") String workspace,
      @PathParam("review_id") String reviewId,
      @PathParam("sha256") String sha256,
      @QueryParam("draft") String draftId) {
    Picture picture =
        search
            .find(workspace, reviewId, draftId)
            .pictures()
            .filter(shown -> shown.sha256().equals(sha256))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return pictures.show(picture.sha256(), picture.type());
  }

  /** What was asked for by one of the page's forms. */
  @POST
  public Response send(
      @PathParam("workspace") String workspace,
      @PathParam("review_id") String reviewId,
      @QueryParam("draft") String draftId,
      @BeanParam ReviewForm form) {
    Frame frame = frames.of(workspace, Section.OVERVIEW);
    try {
      return switch (form.request()) {
        case "remark" -> {
          api.addNote(workspace, reviewId, form.remark(), form.key);
          yield Pages.seeOther(address(frame, reviewId, draftId), Notice.NOTED);
        }
        case "resolve" -> {
          api.resolveNote(workspace, reviewId, String.valueOf(form.resolved), form.key);
          yield Pages.seeOther(address(frame, reviewId, draftId), Notice.NOTE_RESOLVED);
        }
        case "invite" -> invite(frame, reviewId, draftId, form);
        case "revoke" -> revoke(frame, reviewId, draftId, form);
        default -> Pages.seeOther(frame.root(), decide(workspace, reviewId, form));
      };
    } catch (RefusedException refused) {
      Frame told = frame.with(refused.problem());
      ReviewView view = view(told, reviewId, draftId, form.note).withRefused(form.remark);
      return Pages.show(told, Templates.review(told, view));
    }
  }

  /** The reviewer's decision on the revision that the page showed. */
  private Notice decide(String workspace, String id, ReviewForm form) {
    switch (form.decision()) {
      case "approve" -> {
        Review approved = api.approve(workspace, id, form.revision, form.words(), form.key);
        return approved.isOpen() ? Notice.APPROVED_IN_PART : Notice.APPROVED;
      }
      case "request-changes" -> {
        api.requestChanges(workspace, id, form.revision, form.words(), form.key);
        return Notice.CHANGES_REQUESTED;
      }
      case "reject" -> {
        api.reject(workspace, id, form.revision, form.words(), form.key);
        return Notice.REJECTED;
      }
      default ->
          throw new RefusedException(
              Problem.of(
                  400, "No decision", "The form names no decision.", "Choose one of the buttons."));
    }
  }

  /** Link and code are on the answer to the form itself, and on no other page. */
  private Response invite(Frame frame, String reviewId, String draftId, ReviewForm form) {
    Invitation.Created created =
        api.invite(
            frame.workspace().workspace(), reviewId, form.recipient(), form.lifetime(), form.key);
    ReviewView view = view(frame, reviewId, draftId, form.note);
    return Pages.show(frame, Templates.review(frame, view.with(created)));
  }

  private Response revoke(Frame frame, String reviewId, String draftId, ReviewForm form) {
    api.revokeInvitation(
        frame.workspace().workspace(), reviewId, String.valueOf(form.invitation), form.key);
    return Pages.seeOther(address(frame, reviewId, draftId), Notice.INVITATION_REVOKED);
  }

  private String address(Frame frame, String reviewId, String draftId) {
    return frame.review(search.find(frame.workspace().workspace(), reviewId, draftId));
  }

  private ReviewView view(Frame frame, String reviewId, String draftId, String note) {
    String workspace = frame.workspace().workspace();
    Review review = search.find(workspace, reviewId, draftId);
    List<Review> ofDraft = api.reviews(workspace, null, review.draftId().toString(), null).items();
    List<Channel> channels = PostlyApi.ifVisible(() -> api.channels(workspace)).orElse(List.of());
    List<Invitation> invitations = api.invitations(workspace, reviewId);
    return ReviewView.of(review, ofDraft, channels, note)
        .with(goingOut(workspace, review), api.notes(workspace, reviewId), invitations);
  }

  /** Where and when the draft is to go out once it is approved; also what has just been missed. */
  private List<Post> goingOut(String workspace, Review review) {
    Instant now = clock.instant();
    return PostlyApi.ifVisible(
            () ->
                api.calendar(
                    workspace, now.minus(LOOK_BACK), now.plus(LOOK_AHEAD), "awaiting_approval"))
        .stream()
        .flatMap(calendar -> calendar.publications().stream())
        .filter(post -> post.draftId().equals(review.draftId()))
        .toList();
  }
}
