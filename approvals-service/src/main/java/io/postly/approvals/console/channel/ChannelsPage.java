package io.postly.approvals.console.channel;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.SignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The workspace's channels, how publishing on each has gone, and the way to connect more. */
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

  @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {
    static native TemplateInstance channels(
        Frame frame, List<ChannelHealth> channels, ConnectableNetworks networks);

    static native TemplateInstance signIn(Frame frame, SignIn signIn);

    private Templates() {}
  }

  /** The channels. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    return page(frames.of(workspace, Section.CHANNELS));
  }

  /** Leads to a network, for a new channel or for one that needs new credentials. */
  @POST
  public Response connect(
      @PathParam("workspace") String workspace,
      @FormParam("channel") String channel,
      @FormParam("network") String network,
      @FormParam("name") String name,
      @FormParam("server") String server,
      @FormParam("account") String account,
      @FormParam("visibility") String visibility,
      @FormParam("key") String key) {
    Frame frame = frames.of(workspace, Section.CHANNELS);
    try {
      SignIn begun =
          channel == null
              ? api.beginSignIn(
                  workspace, network, name, given(server), given(account), given(visibility), key)
              : api.beginSignIn(workspace, channel, key);
      return Pages.show(frame, Templates.signIn(frame, begun));
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()));
    }
  }

  /** A field that was left empty is not there. */
  private static String given(String field) {
    return field == null || field.isBlank() ? null : field;
  }

  private Response page(Frame frame) {
    String workspace = frame.workspace().workspace();
    Instant now = clock.instant();
    List<Post> posts =
        api.calendar(workspace, now.minus(LOOK_BACK), now.plus(LOOK_AHEAD)).publications();
    List<ChannelHealth> channels =
        api.channels(workspace).stream()
            .map(channel -> ChannelHealth.of(channel, posts, now))
            .toList();
    ConnectableNetworks networks =
        ConnectableNetworks.of(frame.mayConnect() ? api.networks(workspace) : List.of());
    return Pages.show(frame, Templates.channels(frame, channels, networks));
  }
}
