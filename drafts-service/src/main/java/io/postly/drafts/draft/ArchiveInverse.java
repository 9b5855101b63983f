package io.postly.drafts.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes back that a draft was written or restored: puts it aside. */
@ApplicationScoped
class ArchiveInverse implements Inverse {

  private final DraftArchive archive;

  ArchiveInverse(DraftArchive archive) {
    this.archive = archive;
  }

  @Override
  public String action() {
    return "archive_draft";
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
    return archive.archiveAsUndo(workspace, UUID.fromString(arguments.get("draft_id").textValue()));
  }
}
