package io.postly.scheduling.content;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;

/** Keeps track of which drafts are in the archive: from there nothing goes out. */
@ApplicationScoped
class ArchiveChangedHandler implements EventHandler {

  private final EventCodec codec;
  private final Contents contents;
  private final Event<ContentChanged> changes;

  ArchiveChangedHandler(EventCodec codec, Contents contents, Event<ContentChanged> changes) {
    this.codec = codec;
    this.contents = contents;
    this.changes = changes;
  }

  @Override
  public Set<String> types() {
    return Set.of(ArchiveChanged.ARCHIVED, ArchiveChanged.RESTORED);
  }

  @Override
  public void handle(IncomingEvent event) {
    ArchiveChanged changed = codec.read(event, ArchiveChanged.class);
    contents.apply(changed, event.type().equals(ArchiveChanged.ARCHIVED));
    changes.fire(new ContentChanged(changed.draftId()));
  }
}
