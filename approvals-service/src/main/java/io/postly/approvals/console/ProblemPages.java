package io.postly.approvals.console;

import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page that there is instead of the one that was asked for. */
@ApplicationScoped
public class ProblemPages {

  private static final int NOT_FOUND = 404;

  private final Assets assets;
  private final OidcSession session;

  ProblemPages(Assets assets, OidcSession session) {
    this.assets = assets;
    this.session = session;
  }

  @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {
    static native TemplateInstance problem(Problem problem, Assets assets);

    static native TemplateInstance nothingHere(Assets assets);

    private Templates() {}
  }

  /** A page that says what was refused, and leads to the sign-in if that is what is missing. */
  @ServerExceptionMapper
  public Response toResponse(RefusedException refused) {
    Problem problem = refused.problem();
    if (problem.isSignInNeeded()) {
      // Else the browser would go on sending what is no longer accepted.
      session.logout().await().indefinitely();
    }
    return Pages.show(problem.status(), page(problem));
  }

  /** The one page for every link of an invitation that leads nowhere, whatever the reason. */
  public Response nothingHereForGuests() {
    return Pages.show(NOT_FOUND, nothingHere());
  }

  TemplateInstance nothingHere() {
    return Templates.nothingHere(assets);
  }

  TemplateInstance page(Problem problem) {
    return Templates.problem(problem, assets);
  }
}
