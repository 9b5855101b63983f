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

  private final Assets assets;
  private final OidcSession session;

  ProblemPages(Assets assets, OidcSession session) {
    this.assets = assets;
    this.session = session;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance problem(Problem problem, Assets assets);

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

  TemplateInstance page(Problem problem) {
    return Templates.problem(problem, assets);
  }
}
