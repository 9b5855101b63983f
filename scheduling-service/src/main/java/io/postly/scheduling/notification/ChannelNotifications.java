package io.postly.scheduling.notification;

import io.postly.scheduling.channel.ChannelInTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells teams of channels that need a person. */
@ApplicationScoped
class ChannelNotifications {

  private final Notifications notifications;

  ChannelNotifications(Notifications notifications) {
    this.notifications = notifications;
  }

  /** In the transaction that learns of it. */
  void after(@Observes ChannelInTrouble trouble) {
    notifications.tell(
        new Fact(
            NotificationType.CHANNEL_TROUBLE,
            "channel %s trouble %s".formatted(trouble.channelId(), trouble.at()),
            trouble.at(),
            new NotificationMessage.Data(
                trouble.workspace(),
                null,
                null,
                null,
                null,
                null,
                trouble.channelId(),
                trouble.name(),
                trouble.network(),
                null,
                trouble.reason(),
                null)));
  }
}
