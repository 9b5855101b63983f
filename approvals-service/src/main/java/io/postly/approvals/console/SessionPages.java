package io.postly.approvals.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Where signing in and out ends. The addresses that begin them are the OIDC extension's own; the
 * last two are open to everybody.
 */
@ApplicationScoped
@ConsolePage
@Path("/console/session")
public class SessionPages {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Assets assets;

  SessionPages(Assets assets) {
    this.assets = assets;
  }

  @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {
    static native TemplateInstance signedOut(Assets assets);

    static native TemplateInstance signInFailed(Assets assets);

    private Templates() {}
  }

  /** After a sign-in that did not begin at a page. */
  @GET
  @Path("begun")
  public Response begun() {
    return Pages.seeOther("/console");
  }

  /** After signing out. */
  @GET
  @Path("ended")
  public Response ended() {
    return Pages.show(OK, Templates.signedOut(assets));
  }

  /** After a sign-in that was refused or given up. */
  @GET
  @Path("failed")
  public Response failed() {
    return Pages.show(BAD_REQUEST, Templates.signInFailed(assets));
  }
}
