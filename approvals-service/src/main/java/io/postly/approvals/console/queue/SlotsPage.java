package io.postly.approvals.console.queue;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Slots;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The weekly slots of one channel's queue. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/queues/{channel_id}")
public class SlotsPage {

  private final Frames frames;
  private final PostlyApi api;

  SlotsPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance slots(Frame frame, SlotsView view);

    private Templates() {}
  }

  /** The slots. */
  @GET
  public Response show(
      @PathParam("workspace") String workspace, @PathParam("channel_id") String channelId) {
    return page(
        frames.of(workspace, Section.QUEUES), SlotsView.of(api.slots(workspace, channelId)));
  }

  /** Other slots instead, as the form has them. */
  @POST
  public Response set(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") String channelId,
      @FormParam("key") String key,
      @BeanParam SlotsForm form) {
    Frame frame = frames.of(workspace, Section.QUEUES);
    try {
      api.setSlots(workspace, channelId, form.version(), form.slots(), key);
      return Pages.seeOther(frame.root() + Section.QUEUES.path(), Notice.SLOTS_SET);
    } catch (RefusedException refused) {
      Slots current = api.slots(workspace, channelId);
      return page(frame.with(refused.problem()), SlotsView.of(current).with(form));
    }
  }

  private static Response page(Frame frame, SlotsView view) {
    return Pages.show(frame, Templates.slots(frame, view));
  }
}
