package io.postly.drafts.media;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.page.Cursor;
import io.postly.action.page.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on pictures. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/media")
@Produces(MediaType.APPLICATION_JSON)
public class MediaResource {

  private final MediaAdding media;

  MediaResource(MediaAdding media) {
    this.media = media;
  }

  /** Fetches a picture. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Action(
      name = "add_media",
      title = "Add picture",
      description =
          "Keeps a JPEG, PNG or WebP picture of at most 8 MB for drafts: attached in the chat"
              + " (file), or at a public https address (url). Places and other hidden data go."
              + " Publishes nothing.",
      scope = Scope.DRAFTS_WRITE,
      permission = Permission.DRAFT_EDIT,
      idempotent = true,
      openWorld = true,
      gptActions = false,
      chatFiles = "file",
      invoking = "Fetching the picture",
      invoked = "Picture kept",
      status = 201)
  public MediaAnswer add(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewMedia wanted) {
    return media.fetch(workspace, wanted);
  }

  /** Takes a picture. */
  @POST
  @Path("uploads")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Action(
      name = "upload_media",
      title = "Upload picture",
      description =
          "Takes the bytes of a JPEG, PNG or WebP picture as the body, at most 8 MB, and keeps it"
              + " for drafts, without hidden data such as places. What it is, is seen from the"
              + " bytes.",
      scope = Scope.DRAFTS_WRITE,
      permission = Permission.DRAFT_EDIT,
      idempotent = true,
      packaging = Packaging.REST,
      invoking = "Taking the picture",
      invoked = "Picture kept",
      status = 201)
  public MediaAnswer upload(
      @PathParam("workspace") String workspace, @NotNull(message = "is required") byte[] file) {
    return media.upload(workspace, file);
  }

  /** Lists pictures. */
  @GET
  @Action(
      name = "list_media",
      title = "List pictures",
      description = "Lists the pictures that were added to a workspace, the last one first.",
      scope = Scope.DRAFTS_READ,
      permission = Permission.DRAFT_VIEW,
      readOnly = true,
      gptActions = false,
      invoking = "Looking through the pictures",
      invoked = "Pictures listed")
  public MediaPage list(
      @PathParam("workspace") String workspace,
      @QueryParam("cursor") @Parameter(description = Cursor.MEANING) String cursor,
      @QueryParam("limit")
          @DefaultValue(PageLimit.DEFAULT)
          @Parameter(description = "The most pictures to list.")
          @Min(value = PageLimit.MIN, message = PageLimit.TOO_FEW)
          @Max(value = PageLimit.MAX, message = PageLimit.TOO_MANY)
          int limit) {
    return media.list(workspace, cursor, limit);
  }
}
