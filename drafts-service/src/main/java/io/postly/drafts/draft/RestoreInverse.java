package io.postly.drafts.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Takes back that a draft was put aside. */
@ApplicationScoped
class RestoreInverse implements Inverse {

  private final DraftArchive archive;

  RestoreInverse(DraftArchive archive) {
    this.archive = archive;
  }

  @Override
  public String action() {
    return "restore_draft";
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
    // Releases before undo_action did not record it.
    Optional<Instant> archivedAt =
        Optional.ofNullable(arguments.get(DraftArchive.ARCHIVED_AT))
            .map(JsonNode::textValue)
            .map(Instant::parse);
    return archive.restoreAsUndo(
        workspace, UUID.fromString(arguments.get("draft_id").textValue()), archivedAt);
  }
}
