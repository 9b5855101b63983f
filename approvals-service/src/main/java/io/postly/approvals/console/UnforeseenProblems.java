package io.postly.approvals.console;

import io.postly.approvals.console.api.Problem;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns the problem documents that the action layer answers, such as for an address that nothing is
 * at, into pages where a browser asked.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class UnforeseenProblems implements ContainerResponseFilter {

  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

  private final ProblemPages pages;

  UnforeseenProblems(ProblemPages pages) {
    this.pages = pages;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (PageHeaders.isForConsole(request)
        && response.getEntity() instanceof io.postly.action.problem.Problem problem) {
      TemplateInstance page =
          PageHeaders.isForGuests(request) ? pages.nothingHere() : pages.page(said(problem));
      response.setEntity(page.render(), null, HTML);
    }
  }

  private static Problem said(io.postly.action.problem.Problem problem) {
    return Problem.of(
        problem.status(),
        problem.title(),
        problem.detail(),
        "Go back to the overview. If this stays so, tell whoever runs Postly.");
  }
}
