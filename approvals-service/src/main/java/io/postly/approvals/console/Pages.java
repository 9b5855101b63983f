package io.postly.approvals.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What pages are answered with. */
public final class Pages {

  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
  private static final int OK = 200;

  private Pages() {}

  /** A page, with the status of the problem that it tells of, if any. */
  public static Response show(Frame frame, TemplateInstance page) {
    return show(frame.problem() == null ? OK : frame.problem().status(), page);
  }

  /** A page with that status. */
  public static Response show(int status, TemplateInstance page) {
    return Response.status(status).type(HTML).entity(page.render()).build();
  }

  /** Leads to another page after something was done there. */
  public static Response seeOther(String path, Notice notice) {
    return seeOther(path + (path.contains("?") ? '&' : '?') + "done=" + notice.label());
  }

  /** Leads to another page. */
  public static Response seeOther(String path) {
    return Response.seeOther(URI.create(path)).build();
  }
}
