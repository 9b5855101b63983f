package io.postly.scheduling.notification;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.notification.Notifications.News;
import io.postly.scheduling.publication.PublicationChanged;
import io.postly.scheduling.publication.PublicationState;
import io.postly.scheduling.publication.PublicationsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Tells teams what becomes of posts. */
@ApplicationScoped
class PublicationNotifications {

  private final Channels channels;
  private final Notifications notifications;

  PublicationNotifications(Channels channels, Notifications notifications) {
    this.channels = channels;
    this.notifications = notifications;
  }

  /** In the transaction that takes the step: what is known is told. */
  void after(@Observes PublicationsChanged changes) {
    notifications.tellAll(changes.ofState().flatMap(change -> news(change).stream()).toList());
  }

  private Optional<News> news(PublicationChanged change) {
    return type(change).map(type -> new News(change.workspace(), type, () -> fact(type, change)));
  }

  private static Optional<NotificationType> type(PublicationChanged change) {
    return switch (PublicationState.of(change.state()).orElseThrow()) {
      case PUBLISHED -> Optional.of(NotificationType.POST_PUBLISHED);
      case FAILED -> Optional.of(NotificationType.POST_FAILED);
      case UNCONFIRMED -> Optional.of(NotificationType.POST_UNCONFIRMED);
      case MISSED -> Optional.of(NotificationType.POST_MISSED);
      case ON_HOLD ->
          change.waitsForAnotherTime() ? Optional.of(NotificationType.POST_HELD) : Optional.empty();
      case AWAITING_APPROVAL, PLANNED, CLAIMED, PUBLISHING, CANCELLED -> Optional.empty();
    };
  }

  /** A post may be held, get another time, and be held again. */
  private static String key(NotificationType type, PublicationChanged change) {
    String key = "publication %s %s".formatted(change.publicationId(), change.state());
    return type == NotificationType.POST_HELD ? key + " " + change.at() : key;
  }

  private Fact fact(NotificationType type, PublicationChanged change) {
    return new Fact(
        type,
        key(type, change),
        change.at(),
        new NotificationMessage.Data(
            change.workspace(),
            change.draftId(),
            null,
            change.publicationId(),
            null,
            change.state(),
            change.revision(),
            change.channelId(),
            channels.find(change.channelId()).map(Channel::name).orElse(null),
            change.network(),
            change.url(),
            change.reason(),
            change.networkSaid(),
            null));
  }
}
