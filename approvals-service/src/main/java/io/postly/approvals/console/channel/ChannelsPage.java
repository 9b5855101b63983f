package io.postly.approvals.console.channel;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
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

/** The workspace's channels, and how publishing on each has gone. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/channels")
public class ChannelsPage {

  private static final Duration LOOK_BACK = Duration.ofDays(30);
  private static final Duration LOOK_AHEAD = Duration.ofDays(31);

  private final Frames frames;
  private final PostlyApi api;
  private final Clock clock;

  ChannelsPage(Frames frames, PostlyApi api, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance channels(Frame frame, List<ChannelHealth> channels);

    private Templates() {}
  }

  /** The channels. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    Frame frame = frames.of(workspace, Section.CHANNELS);
    Instant now = clock.instant();
    List<Post> posts =
        api.calendar(workspace, now.minus(LOOK_BACK), now.plus(LOOK_AHEAD)).publications();
    List<ChannelHealth> channels =
        api.channels(workspace).stream().map(channel -> ChannelHealth.of(channel, posts)).toList();
    return Pages.show(frame, Templates.channels(frame, channels));
  }
}
