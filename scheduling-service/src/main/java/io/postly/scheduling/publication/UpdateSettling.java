package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes down which text a person has seen of a published post whose update is unconfirmed: that of
 * the update's revision, or another.
 */
@ApplicationScoped
class UpdateSettling {

  private final PostUpdates updates;

  UpdateSettling(PostUpdates updates) {
    this.updates = updates;
  }

  Undo settle(Publication post, SeenOutcome seen, Instant now) {
    PostUpdate update = updates.lock(post.id).orElseThrow(() -> refused("The post is published."));
    if (update.state != UpdateState.UNCONFIRMED) {
      throw refused("The post is published, and its update %s.".formatted(update.state.label()));
    }
    if (seen.url() != null) {
      throw ProblemException.invalid("url", "is that of the post, which an update does not change");
    }
    requireArrived(update, now);
    if (seen.isPublished()) {
      updates.apply(update, step -> step.succeed(now));
      post.show(update.content());
    } else {
      updates.exclude(update, Settling.SEEN_ABSENT, now);
    }
    return Undo.impossible(Settling.STANDS);
  }

  /** What a person does not see yet may still arrive. */
  private static void requireArrived(PostUpdate update, Instant now) {
    if (!update.isAllArrived(now)) {
      Duration wait = Duration.between(now, update.arrivedAt());
      throw refused("What was sent last may still arrive.")
          .nextStep(
              "Look at the network again in %d seconds, then repeat the call with what it says."
                  .formatted(wait.plusMillis(999).toSeconds()))
          .retryable()
          .retryAfter(wait);
    }
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.NOT_UNCONFIRMED, detail);
  }
}
