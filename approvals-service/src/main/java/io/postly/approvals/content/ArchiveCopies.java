package io.postly.approvals.content;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.Set;

/** Keeps track of which drafts are in the archive, and says when one has come there. */
@ApplicationScoped
class ArchiveCopies implements EventHandler {

  private final EntityManager entities;
  private final Contents contents;
  private final EventCodec codec;
  private final Event<DraftArchived> archivings;

  ArchiveCopies(
      EntityManager entities,
      Contents contents,
      EventCodec codec,
      Event<DraftArchived> archivings) {
    this.entities = entities;
    this.contents = contents;
    this.codec = codec;
    this.archivings = archivings;
  }

  @Override
  public Set<String> types() {
    return Set.of(ArchiveChanged.ARCHIVED, ArchiveChanged.RESTORED);
  }

  @Override
  public void handle(IncomingEvent event) {
    ArchiveChanged changed = codec.read(event, ArchiveChanged.class);
    contents.makeKnown(changed.draftId(), changed.workspace());
    DraftCopy copy = contents.lock(changed.draftId());
    copy.setArchived(event.type().equals(ArchiveChanged.ARCHIVED), changed.at());
    entities.flush();
    if (copy.isArchived()) {
      archivings.fire(new DraftArchived(changed.draftId()));
    }
  }
}
