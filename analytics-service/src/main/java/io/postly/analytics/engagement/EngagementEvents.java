package io.postly.analytics.engagement;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Keeps which posts were published, of what, and how people have taken them. */
@ApplicationScoped
class EngagementEvents implements EventHandler {

  private final PublishedPosts posts;
  private final EngagementRetention retention;
  private final EventCodec codec;

  EngagementEvents(PublishedPosts posts, EngagementRetention retention, EventCodec codec) {
    this.posts = posts;
    this.retention = retention;
    this.codec = codec;
  }

  @Override
  public Set<String> types() {
    return Set.of(DraftRevised.TYPE, PostPublished.TYPE, EngagementMeasured.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.type()) {
      case DraftRevised.TYPE -> posts.revised(codec.read(event, DraftRevised.class));
      case PostPublished.TYPE -> apply(codec.read(event, PostPublished.class));
      case EngagementMeasured.TYPE -> apply(codec.read(event, EngagementMeasured.class));
      default -> throw new IllegalArgumentException("Not an event of engagement: " + event.type());
    }
  }

  private void apply(PostPublished event) {
    if (event.isPublished() && retention.keeps(event.since())) {
      posts.published(event);
    }
  }

  private void apply(EngagementMeasured event) {
    if (retention.keeps(event.publishedAt())) {
      posts.measured(event);
    }
  }
}
