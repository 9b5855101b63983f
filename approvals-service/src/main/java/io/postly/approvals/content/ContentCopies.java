package io.postly.approvals.content;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.util.Set;

/** Keeps this service's copy of content, and says when a draft's content has changed. */
@ApplicationScoped
class ContentCopies implements EventHandler {

  private final EntityManager entities;
  private final Contents contents;
  private final EventCodec codec;
  private final Event<ContentChanged> changes;

  ContentCopies(
      EntityManager entities, Contents contents, EventCodec codec, Event<ContentChanged> changes) {
    this.entities = entities;
    this.contents = contents;
    this.codec = codec;
    this.changes = changes;
  }

  @Override
  public Set<String> types() {
    return Set.of(DraftRevised.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    DraftRevised revised = codec.read(event, DraftRevised.class);
    contents.makeKnown(revised.draftId(), revised.workspace());
    DraftCopy copy = contents.lock(revised.draftId());
    String before = copy.contentHash();
    entities.persist(new ContentRevision(revised));
    copy.advance(revised.revision(), revised.contentHash());
    entities.flush();
    if (before != null && !before.equals(copy.contentHash())) {
      changes.fire(new ContentChanged(revised.draftId(), copy.contentHash()));
    }
  }
}
