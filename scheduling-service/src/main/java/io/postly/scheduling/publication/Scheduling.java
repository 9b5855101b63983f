package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.trace.Traces;
import io.postly.action.transaction.CopyWait;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftCopy;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.publishing.PublishingStops;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plans a draft to go out: one publication for each channel. */
@ApplicationScoped
class Scheduling {

  static final String WITHOUT_CHANNELS =
      "names a draft without channels; add some with update_draft";

  private final Contents contents;
  private final Channels channels;
  private final ChannelObstacles obstacles;
  private final TextLimits textLimits;
  private final PublicationChanges changes;
  private final PublicationViews views;
  private final PublicationPreviews previews;
  private final PublishingStops stops;
  private final ActionContext context;
  private final Traces traces;
  private final Clock clock;

  Scheduling(
      Contents contents,
      Channels channels,
      ChannelObstacles obstacles,
      TextLimits textLimits,
      PublicationChanges changes,
      PublicationViews views,
      PublicationPreviews previews,
      PublishingStops stops,
      ActionContext context,
      Traces traces,
      Clock clock) {
    this.contents = contents;
    this.channels = channels;
    this.obstacles = obstacles;
    this.textLimits = textLimits;
    this.changes = changes;
    this.views = views;
    this.previews = previews;
    this.stops = stops;
    this.context = context;
    this.traces = traces;
    this.clock = clock;
  }

  /** What a person wants published, whenever that is to be. */
  private record Wanted(UUID draftId, int expectedRevision, List<UUID> channelIds) {}

  ScheduledPublications schedule(String workspace, NewPublication request) {
    Instant now = now();
    List<Violation> violations = new ArrayList<>();
    Optional<Instant> dueAt =
        PublishTime.read(request.publishAt(), request.timeZone(), now, violations);
    refuse(violations, dueAt.isEmpty() && request.channelIds() == null);
    Wanted wanted = new Wanted(request.draftId(), request.expectedRevision(), request.channelIds());
    DraftRevision revision = newestRevision(workspace, wanted);
    Set<UUID> channelIds = channelIds(wanted, revision, violations);
    checkLengths(revision, channelIds, violations);
    refuse(violations, true);
    refuseRepetition(revision, channelIds);
    Optional<DraftRevision> approved = approved(revision);
    List<Publication> made =
        make(approved.orElse(revision), approved.isPresent(), channelIds, dueAt.get(), now);
    made.forEach(changes::add);
    context.preview(() -> previews.scheduling(made));
    return report(workspace, made, undo(workspace, made, dueAt.get()));
  }

  /** Plans it for this moment; only what is approved already can go out so. */
  ScheduledPublications publishNow(String workspace, ImmediatePublication request) {
    Wanted wanted = new Wanted(request.draftId(), request.expectedRevision(), request.channelIds());
    DraftRevision revision = newestRevision(workspace, wanted);
    List<Violation> violations = new ArrayList<>();
    Set<UUID> channelIds = channelIds(wanted, revision, violations);
    checkLengths(revision, channelIds, violations);
    refuse(violations, true);
    refuseWhileStopped(workspace);
    refuseRepetition(revision, channelIds);
    DraftRevision approved = approved(revision).orElseThrow(() -> notApproved(revision));
    Instant now = now();
    List<Publication> made = make(approved, true, channelIds, now, now);
    made.forEach(changes::add);
    context.preview(() -> previews.publishing(made));
    return report(workspace, made, Undo.impossible("It goes out at once."));
  }

  private void refuseWhileStopped(String workspace) {
    stops
        .since(workspace)
        .ifPresent(
            since -> {
              throw ProblemException.of(
                      SchedulingErrorCode.PUBLISHING_STOPPED,
                      "Publishing has been stopped in this workspace since " + since + ".")
                  .retryable();
            });
  }

  private Optional<DraftRevision> approved(DraftRevision revision) {
    return contents
        .approved(revision.draftId())
        .filter(found -> found.contentHash().equals(revision.contentHash()));
  }

  private static ProblemException notApproved(DraftRevision revision) {
    return ProblemException.of(
            SchedulingErrorCode.NOT_APPROVED,
            "Revision " + revision.revision() + " has no approval that is known here.")
        .retryable();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void refuse(List<Violation> violations, boolean nothingMoreToFind) {
    if (nothingMoreToFind && !violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  /**
   * Takes the draft's lock, after its copy has arrived: the event that brings the copy needs the
   * lock itself.
   */
  private DraftRevision newestRevision(String workspace, Wanted wanted) {
    UUID draftId = wanted.draftId();
    if (!isKnown(workspace, draftId)) {
      throw CopyWait.notArrived("draft", draftId, clock.instant());
    }
    context.subject("draft", draftId, draftId);
    Optional<DraftRevision> copied =
        CopyWait.await(() -> contents.revision(draftId, wanted.expectedRevision(), workspace));
    DraftCopy draft = contents.lock(draftId).orElseThrow();
    if (draft.isArchived()) {
      throw ProblemException.of(
              SchedulingErrorCode.DRAFT_ARCHIVED, "Nothing of a draft in the archive is scheduled.")
          .retryable();
    }
    int newest = draft.revision();
    ExpectedRevision.require(wanted.expectedRevision(), newest);
    return copied.orElseGet(() -> contents.revision(draftId, newest, workspace).orElseThrow());
  }

  private boolean isKnown(String workspace, UUID draftId) {
    return CopyWait.awaitYoung(
            draftId,
            clock.instant(),
            () -> Optional.of(draftId).filter(id -> contents.isKnown(id, workspace)))
        .isPresent();
  }

  private Set<UUID> channelIds(Wanted wanted, DraftRevision revision, List<Violation> violations) {
    List<UUID> ofDraft = revision.channelIds();
    if (ofDraft.isEmpty()) {
      violations.add(Violation.of("draft_id", WITHOUT_CHANNELS));
    }
    if (wanted.channelIds() == null) {
      return new LinkedHashSet<>(ofDraft);
    }
    List<String> allowed = ofDraft.stream().map(UUID::toString).toList();
    Set<UUID> chosen = new LinkedHashSet<>();
    for (int i = 0; i < wanted.channelIds().size(); i++) {
      String field = "channel_ids[" + i + "]";
      if (!ofDraft.contains(wanted.channelIds().get(i))) {
        violations.add(new Violation(field, "is not a channel of this draft", allowed));
      } else if (!chosen.add(wanted.channelIds().get(i))) {
        violations.add(Violation.of(field, "is given twice"));
      }
    }
    return chosen;
  }

  private void checkLengths(
      DraftRevision revision, Set<UUID> channelIds, List<Violation> violations) {
    Map<UUID, Channel> known = channels.byId(revision.workspace());
    channelIds.stream()
        .map(known::get)
        .filter(Objects::nonNull)
        .flatMap(channel -> textLimits.violation(revision, channel).stream())
        .forEach(wrong -> violations.add(Violation.of("draft_id", "names a draft that " + wrong)));
  }

  private void refuseRepetition(DraftRevision revision, Set<UUID> channelIds) {
    obstacles.lock(revision).forEach((obstacle, where) -> refuseOn(where, channelIds, obstacle));
  }

  private static void refuseOn(Set<UUID> taken, Set<UUID> wanted, Obstacle obstacle) {
    List<UUID> clash = wanted.stream().filter(taken::contains).toList();
    if (!clash.isEmpty()) {
      String what = obstacle.words();
      ProblemException problem =
          ProblemException.of(
              obstacle.code(),
              "This draft is " + what + " on " + clash.size() + " of the channels.");
      clash.forEach(channel -> problem.violation("channel_ids", what + " on channel " + channel));
      throw problem;
    }
  }

  private List<Publication> make(
      DraftRevision revision, boolean approved, Set<UUID> channelIds, Instant dueAt, Instant now) {
    Map<UUID, Channel> known = channels.byId(revision.workspace());
    Requester requester = Requester.of(context.caller(), traces.current());
    Publication.Content content =
        new Publication.Content(revision.revision(), revision.contentHash());
    return channelIds.stream()
        .map(
            id ->
                Optional.ofNullable(known.get(id))
                    .orElseThrow(() -> ProblemException.notFound("channel")))
        .map(
            channel ->
                new Publication.Target(
                    revision.workspace(), revision.draftId(), channel.id(), channel.network()))
        .map(target -> Publication.of(target, content, approved, dueAt, requester, now))
        .toList();
  }

  private ScheduledPublications report(String workspace, List<Publication> made, Undo undo) {
    Publication first = made.getFirst();
    ScheduledPublications answer = new ScheduledPublications(views.of(workspace, made));
    context.subject("publication", first.id, first.draftId);
    context.change(null, answer);
    context.undo(undo);
    context.nextStep(nextStep(first.state, stops.since(workspace).isPresent()));
    return answer;
  }

  private static String nextStep(PublicationState state, boolean isStopped) {
    if (state == PublicationState.PLANNED) {
      return isStopped
          ? "Tell the person that publishing is stopped in this workspace: the post stays planned, and goes out only if"
              + " publishing goes on in time. get_publishing_state says who stopped it and why."
          : "Nothing more is needed: it goes out by itself. get_calendar shows what became of it.";
    }
    String approval =
        "It goes out only if this revision is approved in time. If that has just been done, get_calendar shows it"
            + " planned in a moment; else call submit_for_approval.";
    return isStopped
        ? approval
            + " Tell the person, too, that publishing is stopped in this workspace; get_publishing_state says by whom and"
            + " why."
        : approval;
  }

  private static Undo undo(String workspace, List<Publication> made, Instant dueAt) {
    return Undo.by("cancel_post", undoArguments(workspace, made), dueAt);
  }

  /** A schedule on several channels is taken back on all of them, or on none. */
  private static Map<String, Object> undoArguments(String workspace, List<Publication> made) {
    return made.size() == 1
        ? Map.of("workspace", workspace, CancelInverse.ONE, made.getFirst().id)
        : Map.of(
            "workspace",
            workspace,
            CancelInverse.SEVERAL,
            made.stream().map(publication -> publication.id).toList());
  }
}
