package io.postly.approvals.console.publishing;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Publishing;
import io.postly.approvals.console.api.RefusedException;
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

/** Stopping everything that goes out, and letting it go on. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/publishing")
public class PublishingPage {

  private final Frames frames;
  private final PostlyApi api;

  PublishingPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance publishing(Frame frame, Publishing publishing, String reason);

    private Templates() {}
  }

  /** Whether posts go out. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    return page(frames.of(workspace, Section.PUBLISHING), "");
  }

  /** Stops, or lets go on. */
  @POST
  public Response change(
      @PathParam("workspace") String workspace,
      @FormParam("change") String change,
      @FormParam("reason") String reason,
      @FormParam("key") String key) {
    Frame frame = frames.of(workspace, Section.PUBLISHING);
    boolean resume = "resume".equals(change);
    try {
      if (resume) {
        api.resumePublishing(workspace, key);
      } else {
        api.stopPublishing(workspace, reason, key);
      }
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), reason == null ? "" : reason);
    }
    return Pages.seeOther(
        frame.root() + Section.PUBLISHING.path(), resume ? Notice.RESUMED : Notice.STOPPED);
  }

  /** What was typed is still there when it is refused: whoever stops is in a hurry. */
  private Response page(Frame frame, String reason) {
    Publishing publishing = api.publishing(frame.workspace().workspace());
    return Pages.show(frame, Templates.publishing(frame, publishing, reason));
  }
}
