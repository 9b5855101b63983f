package io.postly.scheduling.content;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;

/** Copies each revision of each draft. */
@ApplicationScoped
class DraftRevisedHandler implements EventHandler {

  private final EventCodec codec;
  private final Contents contents;
  private final Event<ContentChanged> changes;

  DraftRevisedHandler(EventCodec codec, Contents contents, Event<ContentChanged> changes) {
    this.codec = codec;
    this.contents = contents;
    this.changes = changes;
  }

  @Override
  public Set<String> types() {
    return Set.of(DraftRevised.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    DraftRevised revised = codec.read(event, DraftRevised.class);
    contents.add(revised);
    changes.fire(new ContentChanged(revised.draftId()));
  }
}
