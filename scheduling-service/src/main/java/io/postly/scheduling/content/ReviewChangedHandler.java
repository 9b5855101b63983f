package io.postly.scheduling.content;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;

/** Copies the state of each review. */
@ApplicationScoped
class ReviewChangedHandler implements EventHandler {

  private final EventCodec codec;
  private final Contents contents;
  private final Event<ContentChanged> changes;

  ReviewChangedHandler(EventCodec codec, Contents contents, Event<ContentChanged> changes) {
    this.codec = codec;
    this.contents = contents;
    this.changes = changes;
  }

  @Override
  public Set<String> types() {
    return Set.of(ReviewChanged.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    ReviewChanged changed = codec.read(event, ReviewChanged.class);
    contents.apply(changed);
    changes.fire(new ContentChanged(changed.draftId()));
  }
}
