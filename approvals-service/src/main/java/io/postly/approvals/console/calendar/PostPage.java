package io.postly.approvals.console.calendar;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One post: where it stands, and moving it, taking it back or saying what became of it. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/posts/{post_id}")
public class PostPage {

  private static final Duration AROUND = Duration.ofMinutes(1);
  private static final Duration LOOK_BACK = Duration.ofDays(90);
  private static final Duration LOOK_AHEAD = Duration.ofDays(270);

  private final Frames frames;
  private final PostlyApi api;
  private final Clock clock;

  PostPage(Frames frames, PostlyApi api, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance post(Frame frame, Post post, Review review);

    private Templates() {}
  }

  /** The post. */
  @GET
  public Response show(
      @PathParam("workspace") String workspace,
      @PathParam("post_id") String postId,
      @QueryParam("at") String at) {
    return page(frames.of(workspace, Section.CALENDAR), postId, at);
  }

  /** What the person wants done with it. */
  @POST
  public Response change(
      @PathParam("workspace") String workspace,
      @PathParam("post_id") String postId,
      @QueryParam("at") String at,
      @BeanParam PostForm form) {
    Frame frame = frames.of(workspace, Section.CALENDAR);
    try {
      return switch (form.change()) {
        case "move" -> Pages.seeOther(frame.post(move(frame, postId, form)), Notice.MOVED);
        case "cancel" -> {
          api.cancel(workspace, postId, form.reason(), form.key);
          yield Pages.seeOther(sameTime(frame, postId, at), Notice.CANCELLED);
        }
        case "published", "not_published" -> {
          settle(workspace, postId, form);
          yield Pages.seeOther(sameTime(frame, postId, at), Notice.SETTLED);
        }
        case "send_again" -> {
          api.sendAgain(workspace, postId, form.part(), form.key);
          yield Pages.seeOther(sameTime(frame, postId, at), Notice.SENT_AGAIN);
        }
        default -> throw new RefusedException(noChange());
      };
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), postId, at);
    }
  }

  private Post move(Frame frame, String postId, PostForm form) {
    Workspace workspace = frame.workspace();
    return api.reschedule(
        workspace.workspace(), postId, form.publishAt, workspace.timeZone(), form.key);
  }

  /** The page of a post that is due when it was; what its address does not say is left out. */
  private static String sameTime(Frame frame, String postId, String at) {
    return instant(at)
        .map(due -> frame.post(postId, due))
        .orElseGet(() -> frame.root() + "/posts/" + postId);
  }

  private void settle(String workspace, String postId, PostForm form) {
    if (form.part() == PostForm.NO_PART) {
      api.settle(workspace, postId, form.change(), form.url(), form.key);
    } else {
      api.settlePart(workspace, postId, form.part(), form.change(), form.url(), form.key);
    }
  }

  private Response page(Frame frame, String postId, String at) {
    String workspace = frame.workspace().workspace();
    Post post =
        instant(at)
            .flatMap(due -> find(workspace, postId, due.minus(AROUND), due.plus(AROUND)))
            .or(() -> findAnywhere(workspace, postId))
            .orElseThrow(() -> new RefusedException(Problem.notFound("There is no such post.")));
    return Pages.show(frame, Templates.post(frame, post, review(workspace, post).orElse(null)));
  }

  /** The API names posts by their time only. */
  private Optional<Post> find(String workspace, String postId, Instant from, Instant to) {
    return api.calendar(workspace, from, to).publications().stream()
        .filter(post -> post.id().toString().equals(postId))
        .findFirst();
  }

  private Optional<Post> findAnywhere(String workspace, String postId) {
    Instant now = clock.instant();
    return find(workspace, postId, now.minus(LOOK_BACK), now.plus(LOOK_AHEAD));
  }

  /** The review of the very revision that goes out, which has its text. */
  private Optional<Review> review(String workspace, Post post) {
    return PostlyApi.ifVisible(
            () -> api.reviews(workspace, null, post.draftId().toString(), null).items())
        .stream()
        .flatMap(List::stream)
        .filter(review -> review.revision() == post.revision())
        .findFirst();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Problem noChange() {
    return Problem.of(
        400, "Nothing to do", "The form does not say what to do.", "Choose one of the buttons.");
  }
}
