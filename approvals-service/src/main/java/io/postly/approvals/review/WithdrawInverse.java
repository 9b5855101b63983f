package io.postly.approvals.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes a request for approval back. */
@ApplicationScoped
class WithdrawInverse implements Inverse {

  private final Reviews reviews;

  WithdrawInverse(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public String action() {
    return "withdraw_review";
  }

  @Override
  public Scope scope() {
    return Scope.DRAFTS_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.REVIEW_WITHDRAW;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return reviews.withdrawAsUndo(
        workspace, UUID.fromString(arguments.get("review_id").textValue()));
  }
}
