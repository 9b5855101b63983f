package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a publication back before it is sent. */
@ApplicationScoped
class Cancelling {

  private final PublicationEditing editing;
  private final PublicationChanges changes;
  private final Clock clock;

  Cancelling(PublicationEditing editing, PublicationChanges changes, Clock clock) {
    this.editing = editing;
    this.changes = changes;
    this.clock = clock;
  }

  CancelledPublication cancel(String workspace, UUID publicationId, String reason) {
    return new CancelledPublication(
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              if (!publication.state.isCancellable()) {
                throw ProblemException.of(
                    SchedulingErrorCode.NOT_CANCELLABLE,
                    "The post is " + publication.state.label() + ".");
              }
              Instant now = clock.instant();
              changes.apply(publication, step -> step.cancel(reason, now));
              return undo(publication, draft.revision(), now);
            }));
  }

  /** Schedules the draft as it is by now: another revision would be refused. */
  private static Undo undo(Publication publication, int revision, Instant now) {
    if (publication.isDue(now)) {
      return Undo.impossible(
          "The time it was planned for has passed; schedule the draft for another time.");
    }
    return Undo.by(
        "schedule_post",
        Map.of(
            "workspace",
            publication.workspace,
            "draft_id",
            publication.draftId,
            "expected_revision",
            revision,
            "publish_at",
            publication.dueAt.toString(),
            "channel_ids",
            List.of(publication.channelId)),
        publication.dueAt);
  }
}
