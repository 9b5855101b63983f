package io.postly.approvals.console.review;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What a reviewer needs in order to decide, and the decision. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/reviews/{review_id}")
public class ReviewPage {

  private final Frames frames;
  private final PostlyApi api;
  private final ReviewSearch search;

  ReviewPage(Frames frames, PostlyApi api, ReviewSearch search) {
    this.frames = frames;
    this.api = api;
    this.search = search;
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
    return page(frames.of(workspace, Section.OVERVIEW), reviewId, draftId, "");
  }

  /** The reviewer's decision on the revision that the page showed. */
  @POST
  public Response decide(
      @PathParam("workspace") String workspace,
      @PathParam("review_id") String reviewId,
      @QueryParam("draft") String draftId,
      @FormParam("decision") String decision,
      @FormParam("revision") int revision,
      @FormParam("note") String note,
      @FormParam("key") String key) {
    Frame frame = frames.of(workspace, Section.OVERVIEW);
    String words = note == null || note.isBlank() ? null : note.strip();
    try {
      return Pages.seeOther(
          frame.root(), decide(workspace, reviewId, decision, revision, words, key));
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), reviewId, draftId, note);
    }
  }

  private Notice decide(
      String workspace, String id, String decision, int revision, String note, String key) {
    switch (String.valueOf(decision)) {
      case "approve" -> {
        Review approved = api.approve(workspace, id, revision, note, key);
        return approved.isOpen() ? Notice.APPROVED_IN_PART : Notice.APPROVED;
      }
      case "request-changes" -> {
        api.requestChanges(workspace, id, revision, note, key);
        return Notice.CHANGES_REQUESTED;
      }
      case "reject" -> {
        api.reject(workspace, id, revision, note, key);
        return Notice.REJECTED;
      }
      default ->
          throw new RefusedException(
              Problem.of(
                  400, "No decision", "The form names no decision.", "Choose one of the buttons."));
    }
  }

  private Response page(Frame frame, String reviewId, String draftId, String note) {
    String workspace = frame.workspace().workspace();
    Review review = search.find(workspace, reviewId, draftId);
    List<Review> ofDraft = api.reviews(workspace, null, review.draftId().toString(), null).items();
    List<Channel> channels = PostlyApi.ifVisible(() -> api.channels(workspace)).orElse(List.of());
    return Pages.show(
        frame, Templates.review(frame, ReviewView.of(review, ofDraft, channels, note)));
  }
}
