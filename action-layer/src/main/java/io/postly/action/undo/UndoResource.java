package io.postly.action.undo;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The undo of every service's actions. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/undo")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UndoResource {

  private final Undoing undoing;

  UndoResource(Undoing undoing) {
    this.undoing = undoing;
  }

  /** Takes an action back. */
  @POST
  @Path("{undo_id}")
  @Action(
      name = "undo_action",
      title = "Undo action",
      description =
          "Takes an action back by running its opposite, while its answer or list_activity offers that. Use it when the"
              + " person wants something undone; an undo can be undone too. Whoever calls needs the right to do the"
              + " opposite. If what happened since stands in the way, the refusal says what.",
      scope = Scope.WORKSPACE_READ,
      permission = Permission.NONE,
      destructive = true,
      openWorld = true,
      routedBy = "undo_id",
      invoking = "Undoing",
      invoked = "Undone")
  public UndoAnswer undo(
      @PathParam("workspace") String workspace,
      @PathParam("undo_id")
          @Parameter(description = "The undo.id of an answer's action, or of list_activity.")
          String undoId) {
    return undoing.undo(workspace, undoId);
  }
}
