package io.postly.scheduling.notification;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.publication.PartChanged;
import io.postly.scheduling.publication.ThreadStopped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells teams of threads that have stopped midway. */
@ApplicationScoped
class PartNotifications {

  private final Channels channels;
  private final Notifications notifications;

  PartNotifications(Channels channels, Notifications notifications) {
    this.channels = channels;
    this.notifications = notifications;
  }

  /** In the transaction that takes the step: what is known is told. */
  void after(@Observes ThreadStopped stop) {
    PartChanged change = stop.part();
    if (!change.endsWithItsPost()) {
      notifications.tellAll(
          List.of(
              new Notifications.News(
                  change.workspace(), NotificationType.POST_THREAD_STOPPED, () -> fact(change))));
    }
  }

  private Fact fact(PartChanged change) {
    return new Fact(
        NotificationType.POST_THREAD_STOPPED,
        "part %s %d %s %s"
            .formatted(change.publicationId(), change.part(), change.state(), change.at()),
        change.at(),
        new NotificationMessage.Data(
            change.workspace(),
            change.draftId(),
            null,
            change.publicationId(),
            change.part(),
            change.state(),
            null,
            change.channelId(),
            channels.find(change.channelId()).map(Channel::name).orElse(null),
            change.network(),
            null,
            change.reason(),
            change.networkSaid(),
            null));
  }
}
