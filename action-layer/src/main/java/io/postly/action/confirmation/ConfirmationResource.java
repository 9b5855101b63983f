package io.postly.action.confirmation;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Scope;
import io.postly.action.identifier.RoutedIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on confirmations, which every service has. Assistants can call none of them. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/confirmations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConfirmationResource {

  private final ConfirmationDeciding confirmations;

  ConfirmationResource(ConfirmationDeciding confirmations) {
    this.confirmations = confirmations;
  }

  /** Shows one. */
  @GET
  @Path("{confirmation_id}")
  @Action(
      name = "get_confirmation",
      title = "Get confirmation",
      description = "Shows what an assistant wants to do in your name, and what would go out.",
      scope = Scope.WORKSPACE_READ,
      readOnly = true,
      personal = true,
      routedBy = "confirmation_id",
      packaging = Packaging.REST,
      invoking = "Reading the confirmation",
      invoked = "Confirmation read")
  public ConfirmationAnswer get(
      @PathParam("workspace") String workspace,
      @PathParam("confirmation_id")
          @Parameter(description = "The confirmation, as the refused call named it.")
          @Pattern(
              regexp = RoutedIdentifier.PATTERN,
              message = "must be the identifier of a confirmation")
          String confirmationId) {
    return confirmations.get(workspace, confirmationId);
  }

  /** Confirms. */
  @POST
  @Path("{confirmation_id}/confirm")
  @Action(
      name = "confirm_action",
      title = "Confirm",
      description = "Lets the assistant make this one call.",
      scope = Scope.WORKSPACE_READ,
      personal = true,
      routedBy = "confirmation_id",
      packaging = Packaging.REST,
      invoking = "Confirming",
      invoked = "Confirmed")
  public ConfirmationAnswer confirm(
      @PathParam("workspace") String workspace,
      @PathParam("confirmation_id")
          @Parameter(description = "The confirmation, as the refused call named it.")
          @Pattern(
              regexp = RoutedIdentifier.PATTERN,
              message = "must be the identifier of a confirmation")
          String confirmationId,
      @Valid @NotNull(message = "is required") ConfirmationDecision decision) {
    return confirmations.confirm(workspace, confirmationId, decision);
  }

  /** Declines. */
  @POST
  @Path("{confirmation_id}/decline")
  @Action(
      name = "decline_action",
      title = "Decline",
      description = "Ends the confirmation: the assistant's call is not made.",
      scope = Scope.WORKSPACE_READ,
      destructive = true,
      personal = true,
      routedBy = "confirmation_id",
      packaging = Packaging.REST,
      invoking = "Declining",
      invoked = "Declined")
  public ConfirmationAnswer decline(
      @PathParam("workspace") String workspace,
      @PathParam("confirmation_id")
          @Parameter(description = "The confirmation, as the refused call named it.")
          @Pattern(
              regexp = RoutedIdentifier.PATTERN,
              message = "must be the identifier of a confirmation")
          String confirmationId,
      @Valid @NotNull(message = "is required") ConfirmationDecision decision) {
    return confirmations.decline(workspace, confirmationId, decision);
  }
}
