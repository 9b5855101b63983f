package io.postly.approvals.console.channel;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Notice;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * Where networks send people back to who have signed in there, for all workspaces. Only a sign-in
 * that this person has begun is completed, so that a link from somewhere else changes nothing.
 */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/connection/done")
public class SignInReturnPage {

  private static final int BAD_REQUEST = 400;

  /** What networks call it when the person does not want to. */
  private static final Set<String> DECLINED =
      Set.of("access_denied", "user_cancelled_login", "user_cancelled_authorize");

  private final Frames frames;
  private final PostlyApi api;

  SignInReturnPage(Frames frames, PostlyApi api) {
    this.frames = frames;
    this.api = api;
  }

  /** Connects the account. */
  @GET
  public Response complete(
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("iss") String issuer,
      @QueryParam("error") String error) {
    if (error != null) {
      throw refused(
          DECLINED.contains(error)
              ? "You did not allow Postly to use the account."
              : "The network ended the sign-in.");
    }
    String workspace = workspace(state);
    if (workspace.isEmpty() || code == null) {
      throw refused("This is not how a network sends people back.");
    }
    api.completeSignIn(workspace, state, code, issuer, key(state));
    return Pages.seeOther(
        frames.of(workspace, Section.CHANNELS).root() + Section.CHANNELS.path(), Notice.CONNECTED);
  }

  /**
   * The state begins with the workspace's slug; whether it is one that was given out, the API says.
   */
  private static String workspace(String state) {
    return state == null ? "" : state.substring(0, Math.max(0, state.lastIndexOf('.')));
  }

  /** A page that is loaded again says the same again. */
  private static String key(String state) {
    return UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(
        Problem.of(
            BAD_REQUEST,
            "Nothing was connected",
            detail,
            "Begin again under Channels if the account is to be connected."));
  }
}
