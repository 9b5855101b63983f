package io.postly.scheduling.queue;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on the channels' queues; queue_post is with the publications. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/queues")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  private final QueueReading reading;
  private final QueueControl control;

  QueueResource(QueueReading reading, QueueControl control) {
    this.reading = reading;
    this.control = control;
  }

  /** Shows the queues. */
  @GET
  @Action(
      name = "get_queue",
      title = "Get queue",
      description =
          "Shows what waits in the queue of each channel, in the order in which it goes out, whether the queue is paused, and"
              + " its next free slots. Use it before queue_post or reorder_queue. For posts with any time use get_calendar.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      invoking = "Reading the queue",
      invoked = "Queue read")
  public QueueList get(
      @PathParam("workspace") String workspace,
      @QueryParam("channel_id") @Parameter(description = "Only the queue of this channel.")
          UUID channelId) {
    return reading.get(workspace, Optional.ofNullable(channelId));
  }

  /** Reorders a queue. */
  @PUT
  @Path("{channel_id}/order")
  @Action(
      name = "reorder_queue",
      title = "Reorder queue",
      description =
          "Gives the queued posts of a channel their slots in another order; the slots stay the same. Name all posts of the"
              + " queue. Refused if the queue has changed since get_queue. To move one post to any time use reschedule_post.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      invoking = "Reordering the queue",
      invoked = "Queue reordered")
  public ChangedQueue reorder(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from get_queue.")
          UUID channelId,
      @Valid @NotNull(message = "is required") NewQueueOrder order) {
    return control.reorder(workspace, channelId, order);
  }

  /** Pauses a queue. */
  @POST
  @Path("{channel_id}/pause")
  @Action(
      name = "pause_queue",
      title = "Pause queue",
      description =
          "Lets none of a channel's queued posts go out until resume_queue; new ones can still be queued. Posts with a time"
              + " of their own go out as planned. To stop everything use stop_publishing.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      idempotent = true,
      packaging = Packaging.REST,
      invoking = "Pausing the queue",
      invoked = "Queue paused")
  public ChangedQueue pause(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from get_queue.")
          UUID channelId,
      @Valid @NotNull(message = "is required") QueuePause pause) {
    return control.pause(workspace, channelId, pause.reason());
  }

  /** Lets a queue go on. */
  @POST
  @Path("{channel_id}/resume")
  @Action(
      name = "resume_queue",
      title = "Resume queue",
      description =
          "Lets a channel's queued posts go out again. Those whose slots have passed get the next free ones, in order."
              + " Use it only once a person has said so.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      idempotent = true,
      openWorld = true,
      confirmed = true,
      packaging = Packaging.REST,
      invoking = "Letting the queue go on",
      invoked = "Queue goes on")
  public ChangedQueue resume(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from get_queue.")
          UUID channelId) {
    return control.resume(workspace, channelId);
  }
}
