package io.postly.approvals.invitation;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes an invitation back that nobody has decided by. */
@ApplicationScoped
class RevokeInvitationInverse implements Inverse {

  private final Invitations invitations;

  RevokeInvitationInverse(Invitations invitations) {
    this.invitations = invitations;
  }

  @Override
  public String action() {
    return "revoke_invitation";
  }

  @Override
  public Scope scope() {
    return Scope.APPROVALS_DECIDE;
  }

  @Override
  public Permission permission() {
    return Permission.REVIEW_COMMENT;
  }

  @Override
  public boolean isConfirmed() {
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return invitations.revoke(
        workspace,
        UUID.fromString(arguments.get("review_id").textValue()),
        UUID.fromString(arguments.get("invitation_id").textValue()));
  }
}
