package io.postly.action.confirmation;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What waits for a person's decision, by the service that asks. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/services/{service}/confirmations")
@Produces(MediaType.APPLICATION_JSON)
public class ConfirmationListResource {

  private final ConfirmationDeciding confirmations;

  ConfirmationListResource(ConfirmationDeciding confirmations) {
    this.confirmations = confirmations;
  }

  /** Lists what the caller was asked to confirm. */
  @GET
  @Action(
      name = "list_confirmations",
      title = "List confirmations",
      description = "Lists what assistants want to do in your name in one service, the last first.",
      scope = Scope.WORKSPACE_READ,
      readOnly = true,
      personal = true,
      routedBy = "service",
      packaging = Packaging.REST,
      invoking = "Looking for confirmations",
      invoked = "Confirmations listed")
  public ConfirmationList list(
      @PathParam("workspace") String workspace,
      @PathParam("service")
          @Parameter(description = "The service that is to perform the action.")
          @Pattern(regexp = "[a-z]{1,40}", message = "must be the name of a service")
          String service,
      @QueryParam("state")
          @Parameter(
              description = "Only those that wait for a decision.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open"}))
          @Pattern(regexp = "open", message = "must be open")
          String state) {
    return confirmations.list(workspace, service, state != null);
  }
}
