package io.postly.approvals.console;

import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Refuses forms that were not sent from one of the session's own pages. */
@ApplicationScoped
public class FormCheck {

  private final FormToken token;

  FormCheck(FormToken token) {
    this.token = token;
  }

  /** Everything that is sent must carry the session's token. */
  @ServerRequestFilter
  @WithFormRead
  @ConsolePage
  public void check(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.GET) && !token.isCurrent(sent())) {
      throw new RefusedException(
          Problem.of(
              403,
              "This form is not from your session",
              "You have signed in anew since the page was opened, or another page sent it.",
              "Open the page again and repeat what you did."));
    }
  }

  private static String sent() {
    return (String) CurrentRequestManager.get().getFormParameter(Frame.TOKEN_FIELD, true, false);
  }
}
