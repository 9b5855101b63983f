package io.postly.scheduling.publication;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on publications. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/publications")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PublicationResource {

  private final Scheduling scheduling;
  private final Queueing queueing;
  private final Planning planning;
  private final Cancelling cancelling;
  private final Rescheduling rescheduling;
  private final Settling settling;
  private final Deleting deleting;
  private final Updating updating;

  PublicationResource(
      Scheduling scheduling,
      Queueing queueing,
      Planning planning,
      Cancelling cancelling,
      Rescheduling rescheduling,
      Settling settling,
      Deleting deleting,
      Updating updating) {
    this.scheduling = scheduling;
    this.queueing = queueing;
    this.planning = planning;
    this.rescheduling = rescheduling;
    this.cancelling = cancelling;
    this.settling = settling;
    this.deleting = deleting;
    this.updating = updating;
  }

  /** Schedules a draft. */
  @POST
  @Action(
      name = "schedule_post",
      title = "Schedule post",
      description =
          "Plans a draft to be published at a time, on all its channels or some; with repeat again"
              + " and again, as a series. Use it once the person has said when. It goes out only"
              + " once exactly this content is approved. To move a post, use reschedule_post.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      view = "publication",
      invoking = "Scheduling the post",
      invoked = "Post scheduled",
      status = 201)
  public ScheduledPublications schedule(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewPublication publication) {
    return scheduling.schedule(workspace, publication);
  }

  /** Queues a draft. */
  @POST
  @Path("queued")
  @Action(
      name = "queue_post",
      title = "Queue post",
      description =
          "Plans a draft for the next free slot of each channel's queue. Use it when the person"
              + " has named no time; get_queue shows which slots are next."
              + " It goes out only once exactly this content is approved. For a time of one's own"
              + " use schedule_post.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      view = "publication",
      invoking = "Queueing the post",
      invoked = "Post queued",
      status = 201)
  public ScheduledPublications queue(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") QueuedPublication publication) {
    return queueing.queue(workspace, publication);
  }

  /** Plans many drafts. */
  @POST
  @Path("plan")
  @Action(
      name = "plan_posts",
      title = "Plan posts",
      description =
          "Plans up to 100 posts at once, each at a time or in its channels' queues: all of them,"
              + " or none. Use it for a content plan. With dry_run it only shows the times, or"
              + " everything that is wrong, by index. Planning needs one confirmation for the"
              + " whole.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      view = "publication",
      invoking = "Planning the posts",
      invoked = "Posts planned")
  public PlannedPosts plan(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewPlan plan) {
    return planning.plan(workspace, plan);
  }

  /** Publishes a draft. */
  @POST
  @Path("immediate")
  @Action(
      name = "publish_now",
      title = "Publish now",
      description =
          "Publishes a draft at once, on all its channels or some. Use it only when the person has"
              + " said that it is to go out now. Only content that is approved already goes out."
              + " For any other time use schedule_post.",
      scope = Scope.PUBLISH,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      view = "publication",
      invoking = "Publishing the post",
      invoked = "Post on its way",
      status = 201)
  public ScheduledPublications publishNow(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") ImmediatePublication publication) {
    return scheduling.publishNow(workspace, publication);
  }

  /** Moves a publication. */
  @PUT
  @Path("{publication_id}/time")
  @Action(
      name = "reschedule_post",
      title = "Reschedule post",
      description =
          "Moves a scheduled post to another time; its content, channel and approval stay. Use it"
              + " when the person wants it earlier or later. What has been sent cannot be moved.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      idempotent = true,
      openWorld = true,
      confirmed = true,
      view = "publication",
      invoking = "Moving the post",
      invoked = "Post moved")
  public RescheduledPublication reschedule(
      @PathParam("workspace") String workspace,
      @PathParam("publication_id") @Parameter(description = "From get_calendar.")
          UUID publicationId,
      @Valid @NotNull(message = "is required") NewPublishTime time) {
    return rescheduling.reschedule(workspace, publicationId, time);
  }

  /** Cancels a publication. */
  @POST
  @Path("{publication_id}/cancellation")
  @Action(
      name = "cancel_post",
      title = "Cancel post",
      description =
          "Takes a scheduled post back before it is sent, with rest_of_series the later ones of its"
              + " series too; the draft and its approval stay. Use it when the person wants it not"
              + " to go out. What has been sent cannot be cancelled.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      view = "publication",
      invoking = "Cancelling the post",
      invoked = "Post cancelled")
  public CancelledPublication cancel(
      @PathParam("workspace") String workspace,
      @PathParam("publication_id") @Parameter(description = "From get_calendar.")
          UUID publicationId,
      @Valid @NotNull(message = "is required") Cancellation cancellation) {
    return cancellation.wantsRest()
        ? cancelling.cancelRest(workspace, publicationId, cancellation.reason())
        : cancelling.cancel(workspace, publicationId, cancellation.reason());
  }

  /** Settles an unknown outcome. */
  @POST
  @Path("{publication_id}/settlement")
  @Action(
      name = "settle_post",
      title = "Settle post",
      description =
          "Records whether an unconfirmed post, a part of its thread, or the new text of a"
              + " published post, stands on its network, once a person has looked there. A post is"
              + " not sent again, but can be scheduled anew; with send_again a thread goes on from a"
              + " part that does not stand.",
      scope = Scope.PUBLISH,
      permission = Permission.PUBLISH,
      destructive = true,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Settling the post",
      invoked = "Post settled")
  public SettledPublication settle(
      @PathParam("workspace") String workspace,
      @PathParam("publication_id") @Parameter(description = "From get_calendar.")
          UUID publicationId,
      @Valid @NotNull(message = "is required") SeenOutcome seen) {
    return settling.settle(workspace, publicationId, seen);
  }

  /** Changes the text of a published post. */
  @PUT
  @Path("{publication_id}/content")
  @Action(
      name = "update_post",
      title = "Update post",
      description =
          "Changes a published post's text on its network, where that allows it, to its draft's"
              + " approved revision. For what is not sent yet use update_draft.",
      scope = Scope.PUBLISH,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      gptActions = false,
      view = "publication",
      invoking = "Updating the post",
      invoked = "Post being updated")
  public UpdatedPublication update(
      @PathParam("workspace") String workspace,
      @PathParam("publication_id") @Parameter(description = "From get_calendar.")
          UUID publicationId,
      @Valid @NotNull(message = "is required") NewUpdate update) {
    return updating.update(workspace, publicationId, update);
  }

  /** Deletes a published post from its network. */
  @POST
  @Path("{publication_id}/removal")
  @Action(
      name = "delete_post",
      title = "Delete post",
      description =
          "Has a published post deleted from its network, where the network allows it; the draft"
              + " stays. Use it only when the person wants it gone from there. For what is not sent"
              + " yet use cancel_post.",
      scope = Scope.PUBLISH,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      openWorld = true,
      confirmed = true,
      view = "publication",
      invoking = "Deleting the post",
      invoked = "Post being deleted")
  public DeletedPublication delete(
      @PathParam("workspace") String workspace,
      @PathParam("publication_id") @Parameter(description = "From get_calendar.")
          UUID publicationId) {
    return deleting.delete(workspace, publicationId);
  }
}
