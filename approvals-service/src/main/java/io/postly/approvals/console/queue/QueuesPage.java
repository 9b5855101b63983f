package io.postly.approvals.console.queue;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.Queue;
import io.postly.approvals.console.api.RefusedException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.List;

/** What waits in the queue of each channel; pausing it, and the time zone that slots are in. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/queues")
public class QueuesPage {

  /** As the time zone database names places; the rest are abbreviations and offsets. */
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
          .filter(zone -> !zone.startsWith("SystemV/"))
          .sorted()
          .toList();

  private final Frames frames;
  private final PostlyApi api;

  QueuesPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance queues(
        Frame frame, List<Queue> queues, QueueForm form, List<String> zones);

    private Templates() {}
  }

  /** The queues. */
  @GET
  public Response show(@PathParam("workspace") String workspace) {
    return page(frames.of(workspace, Section.QUEUES), new QueueForm());
  }

  /** What the person wants done with one, or with all. */
  @POST
  public Response change(@PathParam("workspace") String workspace, @BeanParam QueueForm form) {
    Frame frame = frames.of(workspace, Section.QUEUES);
    try {
      return Pages.seeOther(frame.root() + Section.QUEUES.path(), done(workspace, form));
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), form);
    }
  }

  /** What was done. */
  private Notice done(String workspace, QueueForm form) {
    switch (form.change()) {
      case "pause" -> {
        api.pauseQueue(workspace, form.channel(), form.reason(), form.key);
        return Notice.QUEUE_PAUSED;
      }
      case "resume" -> {
        api.resumeQueue(workspace, form.channel(), form.key);
        return Notice.QUEUE_RESUMED;
      }
      case "time-zone" -> {
        api.setTimeZone(workspace, form.timeZone(), form.key);
        return Notice.TIME_ZONE_SET;
      }
      default ->
          throw new RefusedException(
              Problem.of(
                  400,
                  "Nothing to do",
                  "The form does not say what to do.",
                  "Choose one of the buttons."));
    }
  }

  private Response page(Frame frame, QueueForm form) {
    List<Queue> queues = api.queues(frame.workspace().workspace());
    return Pages.show(frame, Templates.queues(frame, queues, form, ZONES));
  }
}
