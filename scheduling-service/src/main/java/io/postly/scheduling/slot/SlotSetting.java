package io.postly.scheduling.slot;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.workspace.WeekTimes;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows and replaces a channel's weekly slots. What is queued keeps its time. */
@ApplicationScoped
class SlotSetting {

  private static final Duration UNDO = Duration.ofDays(30);
  private static final int MOST_SHOWN_FREE = 10;

  private final PostingQueues queues;
  private final Channels channels;
  private final Workspaces workspaces;
  private final ActionContext context;
  private final Clock clock;

  SlotSetting(
      PostingQueues queues,
      Channels channels,
      Workspaces workspaces,
      ActionContext context,
      Clock clock) {
    this.queues = queues;
    this.channels = channels;
    this.workspaces = workspaces;
    this.context = context;
    this.clock = clock;
  }

  PostingSlots get(String workspace, UUID channelId) {
    Channel channel = channel(workspace, channelId);
    return queues
        .find(channelId)
        .map(queue -> shown(channel, queue))
        .orElseGet(
            () ->
                new PostingSlots(
                    channelId,
                    channel.name(),
                    0,
                    workspaces.timeZone(workspace).getId(),
                    List.of(),
                    List.of()));
  }

  PostingSlots set(String workspace, UUID channelId, NewPostingSlots wanted) {
    Channel channel = channel(workspace, channelId);
    context.subject("channel", channelId, null);
    Set<PostingSlot> slots = read(wanted.slots());
    PostingQueue queue = queues.lock(workspace, channelId);
    if (wanted.expectedVersion() != queue.slotsVersion) {
      throw ProblemException.of(
          SchedulingErrorCode.STALE_POSTING_SLOTS,
          "You expected version %d; it is version %d."
              .formatted(wanted.expectedVersion(), queue.slotsVersion));
    }
    PostingSlots before = shown(channel, queue);
    queue.replaceSlots(slots);
    PostingSlots after = shown(channel, queue);
    context.change(before, after);
    context.undo(undo(workspace, before, after));
    context.nextStep(
        "Posts that are queued already keep their times; reorder_queue and reschedule_post change them.");
    return after;
  }

  private Channel channel(String workspace, UUID channelId) {
    return channels
        .find(workspace, channelId)
        .orElseThrow(() -> ProblemException.notFound("channel"));
  }

  private static Set<PostingSlot> read(List<SlotInput> wanted) {
    List<Violation> violations = new ArrayList<>();
    Set<PostingSlot> slots = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      String field = "slots[" + i + "]";
      Optional<DayOfWeek> day = WeekTimes.day(wanted.get(i).day());
      Optional<LocalTime> time = WeekTimes.time(wanted.get(i).time());
      if (day.isEmpty()) {
        violations.add(new Violation(field + ".day", "is not a day of the week", WeekTimes.days()));
      }
      if (time.isEmpty()) {
        violations.add(Violation.of(field + ".time", "must be a time such as 09:00"));
      }
      if (day.isPresent()
          && time.isPresent()
          && !slots.add(new PostingSlot(day.get(), time.get()))) {
        violations.add(Violation.of(field, "is given twice"));
      }
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    return slots;
  }

  private PostingSlots shown(Channel channel, PostingQueue queue) {
    Instant now = clock.instant();
    ZoneId zone = workspaces.timeZone(queue.workspace);
    return new PostingSlots(
        queue.channelId,
        channel.name(),
        queue.slotsVersion,
        zone.getId(),
        inputs(queue.slots()),
        queues.nextFree(queue, now, MOST_SHOWN_FREE, Set.of()).stream()
            .map(time -> SlotTime.of(time, zone))
            .toList());
  }

  private static List<SlotInput> inputs(Collection<PostingSlot> slots) {
    return slots.stream().map(SlotInput::of).toList();
  }

  private Undo undo(String workspace, PostingSlots before, PostingSlots after) {
    return Undo.by(
        "set_posting_slots",
        Map.of(
            "workspace",
            workspace,
            "channel_id",
            after.channelId(),
            "expected_version",
            after.version(),
            "slots",
            before.slots().stream()
                .map(slot -> Map.of("day", slot.day(), "time", slot.time()))
                .toList()),
        context.startedAt().plus(UNDO).truncatedTo(ChronoUnit.MICROS));
  }
}
