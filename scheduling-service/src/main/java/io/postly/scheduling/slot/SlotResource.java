package io.postly.scheduling.slot;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The weekly times at which the queued posts of a channel go out. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/slots/{channel_id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SlotResource {

  private final SlotSetting setting;

  SlotResource(SlotSetting setting) {
    this.setting = setting;
  }

  /** Shows a channel's slots. */
  @GET
  @Action(
      name = "get_posting_slots",
      title = "Get posting slots",
      description =
          "Shows the weekly times at which a channel's queued posts go out, and the next that are free. Use it before"
              + " set_posting_slots; for what is queued use get_queue.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      packaging = Packaging.REST,
      invoking = "Reading the slots",
      invoked = "Slots read")
  public PostingSlots get(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from list_channels.")
          UUID channelId) {
    return setting.get(workspace, channelId);
  }

  /** Replaces a channel's slots. */
  @PUT
  @Action(
      name = "set_posting_slots",
      title = "Set posting slots",
      description =
          "Replaces the weekly times at which a channel's queued posts go out, as a whole. Posts that are queued keep their"
              + " times. Refused if the slots have changed since they were read.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      packaging = Packaging.REST,
      invoking = "Setting the slots",
      invoked = "Slots set")
  public PostingSlots set(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from list_channels.")
          UUID channelId,
      @Valid @NotNull(message = "is required") NewPostingSlots slots) {
    return setting.set(workspace, channelId, slots);
  }
}
