package io.postly.scheduling.notification;

import io.postly.scheduling.channel.ChannelEnding;
import io.postly.scheduling.channel.ChannelInTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

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
            data(
                trouble.workspace(),
                trouble.channelId(),
                trouble.name(),
                trouble.network(),
                trouble.reason())));
  }

  /** In the transaction that learns of it. */
  void after(@Observes ChannelEnding ending) {
    notifications.tell(
        new Fact(
            NotificationType.CHANNEL_ENDING,
            "channel %s ending %s".formatted(ending.channelId(), ending.until()),
            ending.at(),
            data(
                ending.workspace(),
                ending.channelId(),
                ending.name(),
                ending.network(),
                "sign_in_again")));
  }

  private static NotificationMessage.Data data(
      String workspace, UUID channelId, String name, String network, String reason) {
    return new NotificationMessage.Data(
        workspace, null, null, null, null, null, null, channelId, name, network, null, reason, null,
        null);
  }
}
