package io.postly.approvals.console.confirmation;

import io.postly.approvals.console.ConsolePage;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Frames;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.PictureFiles;
import io.postly.approvals.console.Section;
import io.postly.approvals.console.api.Confirmation;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.RefusedException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;

/**
 * Where a person allows, or does not, what an assistant wants to do in their name. The form goes to
 * the page's own address, so that a sign-in in between leads back to it.
 */
@ApplicationScoped
@ConsolePage
@RunOnVirtualThread
@Path("/console/{workspace}/confirmations/{confirmation_id}")
public class ConfirmationPage {

  private static final String CONFIRM = "confirm";
  private static final String DECLINE = "decline";

  private final Frames frames;
  private final PostlyApi api;
  private final PictureFiles pictures;
  private final Clock clock;

  ConfirmationPage(Frames frames, PostlyApi api, PictureFiles pictures, Clock clock) {
    this.frames = frames;
    this.api = api;
    this.pictures = pictures;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "console")
  static class Templates {
    static native TemplateInstance confirmation(Frame frame, ConfirmationView view);

    private Templates() {}
  }

  /** What is asked for, or what became of it. */
  @GET
  public Response show(
      @PathParam("workspace") String workspace, @PathParam("confirmation_id") String id) {
    return page(frames.of(workspace, Section.OVERVIEW), id);
  }

  /** A picture of what would go out, to the person who is asked. */
  @GET
  @Path("pictures/{sha256}")
  public Response picture(
      @PathParam("workspace") String workspace,
      @PathParam("confirmation_id") String id,
      @PathParam("sha256") String sha256) {
    Picture picture =
        api.confirmation(workspace, id).content().stream()
            .flatMap(text -> text.pictures().stream())
            .filter(shown -> shown.sha256().equals(sha256))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return pictures.show(picture.sha256(), picture.type());
  }

  /** The person's decision, on exactly what was shown. */
  @POST
  public Response decide(
      @PathParam("workspace") String workspace,
      @PathParam("confirmation_id") String id,
      @FormParam("decision") String decision,
      @FormParam("content_hash") String contentHash,
      @FormParam("key") String key) {
    Frame frame = frames.of(workspace, Section.OVERVIEW);
    try {
      if (CONFIRM.equals(decision)) {
        api.confirm(workspace, id, contentHash, key);
      } else if (DECLINE.equals(decision)) {
        api.decline(workspace, id, contentHash, key);
      }
      return Pages.seeOther(frame.confirmation(id));
    } catch (RefusedException refused) {
      return page(frame.with(refused.problem()), id);
    }
  }

  private Response page(Frame frame, String id) {
    Confirmation confirmation = api.confirmation(frame.workspace().workspace(), id);
    ConfirmationView view =
        ConfirmationView.of(confirmation, frame.workspace().zone(), clock.instant());
    return Pages.show(frame, Templates.confirmation(frame, view));
  }
}
