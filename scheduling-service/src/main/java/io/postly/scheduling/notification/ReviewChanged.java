package io.postly.scheduling.notification;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What notifications need of {@code io.postly.review.changed.v1}. */
@RegisterForReflection
record ReviewChanged(
    UUID reviewId,
    UUID draftId,
    String workspace,
    String state,
    int revision,
    Instant requestedAt,
    Person decidedBy,
    Instant decidedAt,
    Instant at) {

  static final String TYPE = "io.postly.review.changed.v1";

  /** What a team may want to be told of it; empty for states that are nobody's news. */
  Optional<Fact> fact() {
    return switch (state) {
      case "open" -> Optional.of(fact(NotificationType.REVIEW_REQUESTED, since(requestedAt)));
      case "approved", "changes_requested", "rejected", "expired", "withdrawn" ->
          Optional.of(fact(NotificationType.REVIEW_DECIDED, since(decidedAt)));
      default -> Optional.empty();
    };
  }

  /**
   * A review that is told of again in the same state is the same fact; one that comes to a state
   * anew is another.
   */
  private Fact fact(NotificationType type, Instant since) {
    return new Fact(type, "review %s %s %s".formatted(reviewId, state, since), at, data());
  }

  private Instant since(Instant known) {
    return Objects.requireNonNullElse(known, at);
  }

  private NotificationMessage.Data data() {
    return new NotificationMessage.Data(
        workspace,
        draftId,
        reviewId,
        null,
        null,
        state,
        revision,
        null,
        null,
        null,
        null,
        null,
        null,
        decidedBy == null ? null : decidedBy.name());
  }
}
