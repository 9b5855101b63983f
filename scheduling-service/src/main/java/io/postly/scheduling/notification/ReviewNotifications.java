package io.postly.scheduling.notification;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Tells teams what becomes of reviews. */
@ApplicationScoped
class ReviewNotifications implements EventHandler {

  private final EventCodec codec;
  private final Notifications notifications;

  ReviewNotifications(EventCodec codec, Notifications notifications) {
    this.codec = codec;
    this.notifications = notifications;
  }

  @Override
  public Set<String> types() {
    return Set.of(ReviewChanged.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    codec.read(event, ReviewChanged.class).fact().ifPresent(notifications::tell);
  }
}
