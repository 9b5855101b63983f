package io.postly.approvals.console.home;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Calendar;
import io.postly.approvals.console.api.Confirmation;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What waits for the person, what is wrong, and what goes out next. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}")
public class HomePage {

  private static final Duration LOOK_BACK = Duration.ofDays(14);
  private static final Duration LOOK_AHEAD = Duration.ofDays(31);
  private static final int NEXT_POSTS = 5;

  /** The services that have actions which an assistant needs a confirmation for. */
  private static final List<String> CONFIRMING = List.of("approvals", "scheduling");

  private final Frames frames;
  private final PostlyApi api;
  private final Clock clock;

  HomePage(Frames frames, PostlyApi api, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance home(Frame frame, HomeView view);

    private Templates() {}
  }

  /** The overview of a workspace. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    Frame frame = frames.of(workspace, Section.OVERVIEW);
    return Pages.show(frame, Templates.home(frame, view(workspace)));
  }

  private HomeView view(String workspace) {
    Instant now = clock.instant();
    Calendar past = api.calendar(workspace, now.minus(LOOK_BACK), now);
    Calendar ahead = api.calendar(workspace, now, now.plus(LOOK_AHEAD));
    List<Review> reviews = api.reviews(workspace, "open", null, null).items();
    List<Confirmation> confirmations =
        CONFIRMING.stream().flatMap(service -> confirmations(workspace, service)).toList();
    List<Post> goingOut = posts(past, ahead).filter(Post::isAhead).toList();
    return new HomeView(
        confirmations,
        HomeView.Waiting.of(reviews, goingOut),
        posts(past, ahead).filter(Post::isWrong).toList(),
        past.truncated() || ahead.truncated(),
        goingOut.stream().filter(post -> !post.isWrong()).limit(NEXT_POSTS).toList(),
        PostlyApi.ifVisible(() -> api.publishing(workspace)).orElse(null));
  }

  /** By due time. */
  private static Stream<Post> posts(Calendar past, Calendar ahead) {
    return Stream.concat(past.publications().stream(), ahead.publications().stream());
  }

  private Stream<Confirmation> confirmations(String workspace, String service) {
    return PostlyApi.ifVisible(() -> api.openConfirmations(workspace, service)).stream()
        .flatMap(List::stream);
  }
}
