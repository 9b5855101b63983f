package io.postly.approvals.note;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes a note back: marks it as dealt with, since notes are part of the record. */
@ApplicationScoped
class ResolveNoteInverse implements Inverse {

  private final ReviewNotes notes;

  ResolveNoteInverse(ReviewNotes notes) {
    this.notes = notes;
  }

  @Override
  public String action() {
    return "resolve_review_note";
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
    return notes.resolve(
        workspace,
        UUID.fromString(arguments.get("review_id").textValue()),
        UUID.fromString(arguments.get("note_id").textValue()));
  }
}
