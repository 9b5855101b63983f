package io.postly.approvals.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes the withdrawal of a request back: asks again, for the same revision. */
@ApplicationScoped
class SubmitInverse implements Inverse {

  private final Reviews reviews;

  SubmitInverse(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public String action() {
    return "submit_for_approval";
  }

  @Override
  public Scope scope() {
    return Scope.DRAFTS_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.DRAFT_EDIT;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return reviews.submit(
        workspace,
        new Submission(
            UUID.fromString(arguments.get("draft_id").textValue()),
            arguments.get("expected_revision").intValue(),
            arguments.path("note").textValue()));
  }
}
