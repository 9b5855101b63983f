package io.postly.approvals.console.invitation;

import io.postly.approvals.console.Assets;
import io.postly.approvals.console.PageHeaders;
import io.postly.approvals.console.Pages;
import io.postly.approvals.console.PictureFiles;
import io.postly.approvals.console.ProblemPages;
import io.postly.approvals.invitation.GuestReview;
import io.postly.approvals.invitation.GuestReviews;
import io.postly.approvals.invitation.GuestText;
import io.postly.approvals.invitation.GuestVerdict;
import io.postly.approvals.invitation.Opening;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/**
 * Where an invitation's link leads: asks for a name and the code, then shows the review and takes
 * one decision. Nobody signs in here, so it acts not through the API but through {@link
 * GuestReviews}, which knows of invitations and of nothing else.
 */
@ApplicationScoped
@Path(PageHeaders.INVITATIONS + "{invitation}")
public class InvitationPage {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private static final String BAD_NAME = "Enter your name in one line, with at most 80 characters.";
  private static final String WRONG_CODE = "That is not the code. Look at what you were sent.";
  private static final String BAD_COMMENT =
      "Say what is to be changed, with at most 2000 characters.";
  private static final String NOT_ITS_OWN =
      "This form is not from your visit, so nothing was done. Look at the page and decide again.";

  private final GuestReviews reviews;
  private final GuestSession session;
  private final ProblemPages problems;
  private final Assets assets;
  private final PictureFiles pictures;

  InvitationPage(
      GuestReviews reviews,
      GuestSession session,
      ProblemPages problems,
      Assets assets,
      PictureFiles pictures) {
    this.reviews = reviews;
    this.session = session;
    this.problems = problems;
    this.assets = assets;
    this.pictures = pictures;
  }

  @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {
    static native TemplateInstance invitation(String name, String problem, Assets assets);

    static native TemplateInstance invitedReview(GuestView view, Assets assets);

    private Templates() {}
  }

  /** The review, to who has given the code; to everybody else the question for it. */
  @GET
  public Response show(
      @PathParam("invitation") String invitation, @CookieParam(GuestSession.COOKIE) String cookie) {
    Optional<String> guest = session.guest(invitation, cookie);
    return guest.isPresent()
        ? review(invitation, cookie, guest.get(), OK, "", null)
        : question(invitation, OK, "", null);
  }

  /** A picture of the review, to who has given the code. */
  @GET
  @Path("pictures/{sha256}")
  public Response picture(
      @PathParam("invitation") String invitation,
      @PathParam("sha256") String sha256,
      @CookieParam(GuestSession.COOKIE) String cookie) {
    GuestReview.Picture picture =
        session
            .guest(invitation, cookie)
            .flatMap(_ -> reviews.show(invitation))
            .flatMap(
                review ->
                    review.pictures().filter(shown -> shown.sha256().equals(sha256)).findFirst())
            .orElseThrow(NotFoundException::new);
    return pictures.show(picture.sha256(), picture.type());
  }

  /** A name with a code, or a decision. */
  @POST
  public Response send(
      @PathParam("invitation") String invitation,
      @CookieParam(GuestSession.COOKIE) String cookie,
      @BeanParam InvitationForm form) {
    if (!form.decides()) {
      return open(invitation, form);
    }
    Optional<String> guest = session.guest(invitation, cookie);
    return guest.isPresent()
        ? decide(invitation, cookie, guest.get(), form)
        : question(invitation, FORBIDDEN, "", "Your visit has ended. Enter the code again.");
  }

  private Response open(String invitation, InvitationForm form) {
    Optional<String> name = GuestText.name(form.name);
    if (name.isEmpty()) {
      return question(invitation, BAD_REQUEST, form.name, BAD_NAME);
    }
    String code = form.code == null ? "" : form.code;
    Opening opening = reviews.open(invitation, name.get(), code);
    return switch (opening) {
      case OPENED ->
          Response.seeOther(address(invitation))
              .cookie(session.begin(invitation, name.get()))
              .build();
      case WRONG_CODE -> question(invitation, FORBIDDEN, name.get(), WRONG_CODE);
      case NOTHING_HERE -> problems.nothingHereForGuests();
    };
  }

  private Response decide(String invitation, String cookie, String guest, InvitationForm form) {
    if (!session.isOwnForm(form.token, invitation, cookie) || form.contentHash == null) {
      return review(invitation, cookie, guest, FORBIDDEN, form.comment, NOT_ITS_OWN);
    }
    switch (form.decision) {
      case "approve" -> reviews.decide(invitation, new GuestVerdict(guest, null, form.contentHash));
      case "request-changes" -> {
        Optional<String> comment = GuestText.comment(form.comment);
        if (comment.isEmpty()) {
          return review(invitation, cookie, guest, BAD_REQUEST, form.comment, BAD_COMMENT);
        }
        reviews.decide(invitation, new GuestVerdict(guest, comment.get(), form.contentHash));
      }
      default -> {
        return review(
            invitation, cookie, guest, BAD_REQUEST, form.comment, "Choose one of the buttons.");
      }
    }
    return Response.seeOther(address(invitation)).build();
  }

  private Response question(String invitation, int status, String name, String problem) {
    return reviews.isOpen(invitation)
        ? Pages.show(status, Templates.invitation(name == null ? "" : name, problem, assets))
        : problems.nothingHereForGuests();
  }

  private Response review(
      String invitation, String cookie, String guest, int status, String comment, String problem) {
    Optional<GuestReview> review = reviews.show(invitation);
    if (review.isEmpty()) {
      return problems.nothingHereForGuests();
    }
    GuestView view =
        new GuestView(
            review.get(),
            address(invitation) + "/pictures/",
            guest,
            session.formToken(invitation, cookie),
            comment == null ? "" : comment,
            problem);
    return Pages.show(status, Templates.invitedReview(view, assets));
  }

  // Nothing but a token that led somewhere comes here, and that has no character to encode.
  private static URI address(String invitation) {
    return URI.create(PageHeaders.INVITATIONS + invitation);
  }
}
