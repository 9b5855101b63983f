package io.postly.analytics.workflow;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** Builds workflows from what the other services tell. */
@ApplicationScoped
class WorkflowEvents implements EventHandler {

  private final WorkflowStore store;
  private final WorkflowMetrics metrics;
  private final EventCodec codec;
  private final Clock clock;

  WorkflowEvents(WorkflowStore store, WorkflowMetrics metrics, EventCodec codec, Clock clock) {
    this.store = store;
    this.metrics = metrics;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        DraftRevised.TYPE,
        DraftArchived.TYPE,
        DraftArchived.RESTORED,
        ReviewChanged.TYPE,
        PublicationChanged.TYPE,
        DraftAction.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.type()) {
      case DraftRevised.TYPE -> apply(codec.read(event, DraftRevised.class));
      case DraftArchived.TYPE -> apply(codec.read(event, DraftArchived.class), true);
      case DraftArchived.RESTORED -> apply(codec.read(event, DraftArchived.class), false);
      case ReviewChanged.TYPE -> apply(codec.read(event, ReviewChanged.class));
      case PublicationChanged.TYPE -> apply(codec.read(event, PublicationChanged.class));
      case DraftAction.TYPE -> apply(codec.read(event, DraftAction.class));
      default -> throw new IllegalArgumentException("Not an event of workflows: " + event.type());
    }
  }

  private void apply(DraftRevised event) {
    store.heardOf(event.draftId(), event.workspace(), clock.instant());
    if (event.revision() == 1) {
      store.started(event);
      metrics.started(event.createdThrough());
    }
  }

  private void apply(DraftArchived event, boolean archived) {
    store.heardOf(event.draftId(), event.workspace(), clock.instant());
    store.archived(event.draftId(), archived);
  }

  private void apply(ReviewChanged event) {
    store.heardOf(event.draftId(), event.workspace(), clock.instant());
    store.reviewed(event);
    if (event.isDecided()) {
      store.decided(event);
    }
  }

  private void apply(PublicationChanged event) {
    store.heardOf(event.draftId(), event.workspace(), clock.instant());
    store.publicationChanged(event);
  }

  /** The activity log keeps the action itself; here it only tells that the workflow goes on. */
  private void apply(DraftAction event) {
    if (event.draftId() == null) {
      return;
    }
    if (event.changedSomething()) {
      store.workedOn(event, clock.instant());
    } else {
      store.heardOfIfKnown(event, clock.instant());
    }
  }
}
