package io.postly.approvals.console.activity;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Activity;
import io.postly.approvals.console.api.Page;
import io.postly.approvals.console.api.PostlyApi;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** What was done in the workspace, and taking it back. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/activity")
public class ActivityPage {

  private final Frames frames;
  private final PostlyApi api;

  ActivityPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance activity(Frame frame, ActivityView view);

    private Templates() {}
  }

  /** The activity log, the latest first. */
  @GET
  public Response show(
      @PathParam("workspace") String workspace,
      @QueryParam("show") String show,
      @QueryParam("cursor") String cursor) {
    return page(frames.of(workspace, Section.ACTIVITY), show, cursor);
  }

  /** Takes back what one entry did. */
  @POST
  public Response undo(
      @PathParam("workspace") String workspace,
      @QueryParam("show") String show,
      @QueryParam("cursor") String cursor,
      @FormParam("undo") String undoId,
      @FormParam("key") String key) {
    Frame frame = frames.of(workspace, Section.ACTIVITY);
    try {
      api.undo(workspace, undoId, key);
      return Pages.seeOther(frame.root() + Section.ACTIVITY.path(), Notice.UNDONE);
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), show, cursor);
    }
  }

  private Response page(Frame frame, String show, String cursor) {
    ActivityFilter filter = ActivityFilter.of(show);
    Page<Activity> found = api.activity(frame.workspace().workspace(), cursor);
    return Pages.show(frame, Templates.activity(frame, ActivityView.of(filter, found)));
  }
}
