package io.postly.scheduling.channel;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Connecting accounts by signing in at their networks. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SignInResource {

  private final Networks networks;
  private final SignInOffers offers;
  private final SignInBeginning beginning;
  private final SignInCompleting completing;

  SignInResource(
      Networks networks,
      SignInOffers offers,
      SignInBeginning beginning,
      SignInCompleting completing) {
    this.networks = networks;
    this.offers = offers;
    this.beginning = beginning;
    this.completing = completing;
  }

  /** Lists the networks. */
  @GET
  @Path("/networks")
  @Action(
      name = "list_networks",
      title = "List networks",
      description =
          "Lists the networks that accounts can be connected on, and on which of them a person does"
              + " so by signing in there.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      idempotent = true,
      packaging = Packaging.REST,
      invoking = "Reading the networks",
      invoked = "Read the networks")
  public NetworkList list(@PathParam("workspace") String workspace) {
    return new NetworkList(
        networks.all().stream().map(network -> NetworkView.of(network, offers)).toList());
  }

  /** Begins a sign-in. */
  @POST
  @Path("/channel-sign-ins")
  @Action(
      name = "begin_channel_sign_in",
      title = "Begin signing in at a network",
      description =
          "Gives the address at which the calling person signs in at a network, to connect an"
              + " account as a channel, or to give a channel new credentials for its account. The"
              + " network leads them back to the console, where they must be signed in as the same"
              + " person; that completes it.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Beginning the sign-in",
      invoked = "Began the sign-in",
      status = 201)
  public BegunSignIn begin(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewSignIn signIn) {
    return beginning.begin(workspace, signIn);
  }

  /** Completes a sign-in. */
  @POST
  @Path("/channel-sign-ins/completion")
  @Action(
      name = "complete_channel_sign_in",
      title = "Complete signing in at a network",
      description =
          "Connects the account with which the person has signed in at a network. The console's"
              + " page does it, for the person who has begun it.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      personal = true,
      packaging = Packaging.REST,
      invoking = "Connecting the channel",
      invoked = "Connected the channel")
  public ConnectedChannel complete(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") SignInReturn back) {
    return completing.complete(workspace, back);
  }
}
