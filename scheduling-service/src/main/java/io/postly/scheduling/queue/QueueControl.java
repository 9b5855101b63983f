package io.postly.scheduling.queue;

import io.postly.action.caller.Person;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.publication.PublicationView;
import io.postly.scheduling.publication.QueuedPosts;
import io.postly.scheduling.publication.QueuedPosts.QueuedPost;
import io.postly.scheduling.slot.PostingQueue;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Changes the order of a queue, pauses it and lets it go on. */
@ApplicationScoped
class QueueControl {

  private static final Duration UNDO = Duration.ofDays(30);

  private final PostingQueues queues;
  private final QueuedPosts posts;
  private final QueueReading reading;
  private final ActionContext context;
  private final Clock clock;

  QueueControl(
      PostingQueues queues,
      QueuedPosts posts,
      QueueReading reading,
      ActionContext context,
      Clock clock) {
    this.queues = queues;
    this.posts = posts;
    this.reading = reading;
    this.context = context;
    this.clock = clock;
  }

  /** Gives the posts of a queue the slots that they have, in another order. */
  ChangedQueue reorder(String workspace, UUID channelId, NewQueueOrder wanted) {
    Channel channel = subject(workspace, channelId);
    posts.lock(workspace, channelId);
    QueueView before = reading.view(channel);
    if (!before.fingerprint().equals(wanted.expectedFingerprint())) {
      throw ProblemException.of(
          SchedulingErrorCode.STALE_QUEUE,
          "The queue has other posts, or other times, than those that you have read.");
    }
    Instant now = now();
    List<QueuedPost> queue = posts.of(channelId, now);
    List<Violation> violations = QueueMoves.objections(queue, wanted.publicationIds());
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    Map<UUID, Instant> moves = QueueMoves.reordered(queue, wanted.publicationIds());
    posts.give(moves, now);
    context.preview(
        () ->
            posts.preview(
                workspace, "Reorder the queue of \u201c%s\u201d".formatted(channel.name()), moves));
    QueueView after = reading.view(channel);
    context.change(before, after);
    context.undo(
        moves.isEmpty()
            ? Undo.impossible("Nothing was changed.")
            : orderingBack(workspace, before, after, queue.getFirst().slot()));
    return new ChangedQueue(after);
  }

  /** Lets nothing of a queue go out until somebody lets it go on. */
  ChangedQueue pause(String workspace, UUID channelId, String reason) {
    Channel channel = subject(workspace, channelId);
    PostingQueue queue = queues.lock(workspace, channelId);
    context.nextStep(
        "Tell the person that queued posts of this channel wait until resume_queue; posts with a"
            + " time of their own still go out.");
    QueueView before = reading.view(channel);
    if (queue.pausedSince().isPresent()) {
      return unchanged(before);
    }
    queue.pause(Person.of(context.caller()), reason, now());
    return changed(
        channel,
        before,
        Undo.by(
            "resume_queue",
            Map.of(
                "workspace",
                workspace,
                "channel_id",
                channelId,
                ResumeInverse.PAUSED_AT,
                queue.pausedSince().orElseThrow().toString()),
            undoUntil()));
  }

  /** Lets a queue go on: posts whose slots have passed get the next that are free, in order. */
  ChangedQueue resume(String workspace, UUID channelId) {
    return resume(workspace, channelId, Optional.empty());
  }

  /**
   * Takes a pause back, unless somebody has paused the queue anew since.
   *
   * @param pausedAt the pause that is taken back; empty if that is not known
   */
  ChangedQueue resume(String workspace, UUID channelId, Optional<Instant> pausedAt) {
    Channel channel = subject(workspace, channelId);
    PostingQueue queue = posts.lock(workspace, channelId);
    if (pausedAt.isPresent()
        && queue.pausedSince().isPresent()
        && !queue.pausedSince().equals(pausedAt)) {
      throw ProblemException.of(
          ActionErrorCode.UNDO_CONFLICT,
          "The queue has been paused anew at " + queue.pausedSince().orElseThrow() + ".");
    }
    Instant now = now();
    List<QueuedPost> passed =
        queue.pausedSince().isPresent()
            ? QueueMoves.passed(posts.of(channelId, now), now)
            : List.of();
    List<Instant> free =
        queues.nextFree(
            queue,
            now,
            passed.size(),
            passed.stream().map(QueuedPost::id).collect(Collectors.toSet()));
    if (free.size() < passed.size()) {
      throw ProblemException.of(
          SchedulingErrorCode.NO_FREE_SLOT,
          "The slots of %d posts have passed; the queue has %d free ones."
              .formatted(passed.size(), free.size()));
    }
    Map<UUID, Instant> moves = QueueMoves.intoFree(passed, free);
    context.preview(
        () ->
            posts.preview(
                workspace,
                "Let the queue of \u201c%s\u201d go on%s"
                    .formatted(
                        channel.name(), moves.isEmpty() ? "" : "; posts that get other slots"),
                moves));
    QueueView before = reading.view(channel);
    if (queue.pausedSince().isEmpty()) {
      return unchanged(before);
    }
    posts.give(moves, now);
    queue.resume();
    return changed(
        channel,
        before,
        Undo.by(
            "pause_queue", Map.of("workspace", workspace, "channel_id", channelId), undoUntil()));
  }

  private Channel subject(String workspace, UUID channelId) {
    Channel channel = reading.channel(workspace, channelId);
    context.subject("channel", channelId, null);
    return channel;
  }

  private ChangedQueue unchanged(QueueView queue) {
    context.undo(Undo.impossible("Nothing was changed."));
    return new ChangedQueue(queue);
  }

  private ChangedQueue changed(Channel channel, QueueView before, Undo undo) {
    QueueView after = reading.view(channel);
    context.change(before, after);
    context.undo(undo);
    return new ChangedQueue(after);
  }

  /**
   * The order of before, unless anything has changed since.
   *
   * @param first the first slot, after which the queue is another one
   */
  private Undo orderingBack(String workspace, QueueView before, QueueView after, Instant first) {
    return Undo.by(
        "reorder_queue",
        Map.of(
            "workspace",
            workspace,
            "channel_id",
            after.channelId(),
            "expected_fingerprint",
            after.fingerprint(),
            "publication_ids",
            before.posts().stream().map(PublicationView::id).toList()),
        after.paused() ? undoUntil() : first);
  }

  private Instant undoUntil() {
    return now().plus(UNDO);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
