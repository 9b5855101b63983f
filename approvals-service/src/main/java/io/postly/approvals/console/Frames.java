package io.postly.approvals.console;

import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Workspace;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Puts together what is around the page that is being made. */
@ApplicationScoped
public class Frames {

  private static final String NOTICE = "done";

  private final PostlyApi api;
  private final FormToken token;
  private final Assets assets;
  private final SecurityIdentity person;
  private final UriInfo uri;

  Frames(PostlyApi api, FormToken token, Assets assets, SecurityIdentity person, UriInfo uri) {
    this.api = api;
    this.token = token;
    this.assets = assets;
    this.person = person;
    this.uri = uri;
  }

  /**
   * Around a page of a workspace.
   *
   * @throws RefusedException if the person belongs to no such workspace
   */
  public Frame of(String workspace, Section section) {
    List<Workspace> all = api.workspaces();
    Workspace here =
        all.stream()
            .filter(candidate -> candidate.workspace().equals(workspace))
            .findFirst()
            .orElseThrow(() -> new RefusedException(unknownWorkspace()));
    return frame(here, all, section);
  }

  /** Around a page of no workspace. */
  Frame outside() {
    return frame(null, api.workspaces(), Section.OVERVIEW);
  }

  private Frame frame(Workspace here, List<Workspace> all, Section section) {
    String done = uri.getQueryParameters().getFirst(NOTICE);
    return new Frame(
        here,
        all,
        personName(),
        section,
        Notice.of(done).orElse(null),
        null,
        token.current(),
        assets);
  }

  private String personName() {
    JsonWebToken signIn = (JsonWebToken) person.getPrincipal();
    return Optional.<String>ofNullable(signIn.getClaim("name"))
        .filter(name -> !name.isBlank())
        .or(() -> Optional.ofNullable(signIn.getClaim("preferred_username")))
        .orElse(signIn.getSubject());
  }

  private static Problem unknownWorkspace() {
    return Problem.notFound("There is no workspace of that name, or you do not belong to it.");
  }
}
