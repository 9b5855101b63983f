package io.postly.scheduling.notification;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.removal.RemovalChanged;
import io.postly.scheduling.removal.RemovalState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells teams whether posts that somebody wants gone are gone. */
@ApplicationScoped
class RemovalNotifications {

  private final Channels channels;
  private final Notifications notifications;

  RemovalNotifications(Channels channels, Notifications notifications) {
    this.channels = channels;
    this.notifications = notifications;
  }

  /** In the transaction that takes the step: what is known is told. */
  void after(@Observes RemovalChanged change) {
    if (change.state().equals(RemovalState.REMOVED.label())) {
      notifications.tell(fact(NotificationType.POST_DELETED, change));
    } else if (change.state().equals(RemovalState.REFUSED.label())) {
      notifications.tell(fact(NotificationType.POST_NOT_DELETED, change));
    }
  }

  private Fact fact(NotificationType type, RemovalChanged change) {
    return new Fact(
        type,
        "removal %s %s %s".formatted(change.publicationId(), change.state(), change.at()),
        change.at(),
        new NotificationMessage.Data(
            change.workspace(),
            change.draftId(),
            null,
            change.publicationId(),
            null,
            change.state(),
            null,
            change.channelId(),
            channels.find(change.channelId()).map(Channel::name).orElse(null),
            change.network(),
            null,
            change.reason(),
            null,
            null));
  }
}
