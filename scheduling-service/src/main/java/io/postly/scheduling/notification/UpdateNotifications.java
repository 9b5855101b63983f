package io.postly.scheduling.notification;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.publication.UpdateChanged;
import io.postly.scheduling.publication.UpdateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Tells teams whether published posts say what somebody wants them to say. */
@ApplicationScoped
class UpdateNotifications {

  private final Channels channels;
  private final Notifications notifications;

  UpdateNotifications(Channels channels, Notifications notifications) {
    this.channels = channels;
    this.notifications = notifications;
  }

  /** In the transaction that takes the step: what is known is told. */
  void after(@Observes UpdateChanged change) {
    UpdateState.of(change.state())
        .flatMap(UpdateNotifications::type)
        .ifPresent(type -> notifications.tell(fact(type, change)));
  }

  private static Optional<NotificationType> type(UpdateState state) {
    return switch (state) {
      case UPDATED -> Optional.of(NotificationType.POST_UPDATED);
      case REFUSED, UNCONFIRMED -> Optional.of(NotificationType.POST_NOT_UPDATED);
      case REQUESTED, SENDING -> Optional.empty();
    };
  }

  private Fact fact(NotificationType type, UpdateChanged change) {
    return new Fact(
        type,
        "update %s %s %s".formatted(change.publicationId(), change.state(), change.at()),
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
            null,
            change.reason(),
            change.networkSaid(),
            null));
  }
}
