package io.postly.approvals.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Where the console begins: the person's workspaces, or the only one. */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console")
public class StartPage {

  private final Frames frames;

  StartPage(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance start(Frame frame);

    private Templates() {}
  }

  /** Leads on where there is nothing to choose. */
  @GET
  public Response show() {
    Frame frame = frames.outside();
    return frame.workspaces().size() == 1
        ? Pages.seeOther(frame.root(frame.workspaces().getFirst().workspace()))
        : Pages.show(frame, Templates.start(frame));
  }
}
