package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.trace.Traces;
import io.postly.action.transaction.CopyWait;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftCopy;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes publications of a draft, whenever they are to go out: checks that the draft can go out on
 * the channels, and holds its lock until the transaction ends.
 */
@ApplicationScoped
class PostMaking {

  static final String WITHOUT_CHANNELS =
      "names a draft without channels; add some with update_draft";

  private final Contents contents;
  private final Channels channels;
  private final ChannelObstacles obstacles;
  private final TextLimits textLimits;
  private final ActionContext context;
  private final Traces traces;
  private final Clock clock;

  PostMaking(
      Contents contents,
      Channels channels,
      ChannelObstacles obstacles,
      TextLimits textLimits,
      ActionContext context,
      Traces traces,
      Clock clock) {
    this.contents = contents;
    this.channels = channels;
    this.obstacles = obstacles;
    this.textLimits = textLimits;
    this.context = context;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * What a person wants published, whenever that is to be.
   *
   * @param channelIds null for all of the draft's
   */
  record Wanted(UUID draftId, int expectedRevision, List<UUID> channelIds) {}

  /**
   * What can go out as far as the draft is concerned.
   *
   * @param revision the newest one, or an approved one of the same content
   * @param approved whether exactly that content is approved
   */
  record Plannable(DraftRevision revision, boolean approved, Set<UUID> channelIds) {}

  /** Waits for what the call speaks of and may be under way, before anything is locked. */
  void awaitCopies(String workspace, List<Wanted> all) {
    for (Wanted wanted : all) {
      if (isKnown(workspace, wanted.draftId())) {
        CopyWait.await(
            () -> contents.revision(wanted.draftId(), wanted.expectedRevision(), workspace));
      }
    }
  }

  /**
   * Checks the draft and its channels.
   *
   * @param violations what is wrong with the rest of the call; all is reported at once
   * @throws ProblemException if anything is wrong
   */
  Plannable check(String workspace, Wanted wanted, List<Violation> violations) {
    DraftRevision revision = newestRevision(workspace, wanted);
    Set<UUID> channelIds = channelIds(wanted, revision, violations);
    checkLengths(revision, channelIds, violations);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    refuseRepetition(revision, channelIds);
    Optional<DraftRevision> approved = approved(revision);
    return new Plannable(approved.orElse(revision), approved.isPresent(), channelIds);
  }

  /**
   * One publication for each channel.
   *
   * @param dueAt the time for each channel
   */
  List<Publication> make(Plannable plannable, Function<UUID, Instant> dueAt, Instant now) {
    DraftRevision revision = plannable.revision();
    Map<UUID, Channel> known = channels.byId(revision.workspace());
    Requester requester = Requester.of(context.caller(), traces.current());
    Publication.Content content =
        new Publication.Content(revision.revision(), revision.contentHash());
    return plannable.channelIds().stream()
        .map(
            id ->
                Optional.ofNullable(known.get(id))
                    .orElseThrow(() -> ProblemException.notFound("channel")))
        .map(
            channel ->
                new Publication.Target(
                    revision.workspace(), revision.draftId(), channel.id(), channel.network()))
        .map(
            target ->
                Publication.of(
                    target,
                    content,
                    plannable.approved(),
                    dueAt.apply(target.channelId()),
                    requester,
                    now))
        .toList();
  }

  private Optional<DraftRevision> approved(DraftRevision revision) {
    return contents
        .approved(revision.draftId())
        .filter(found -> found.contentHash().equals(revision.contentHash()));
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
        .flatMap(
            channel ->
                Stream.of(
                        textLimits.violation(revision, channel),
                        textLimits.pictureViolation(revision, channel))
                    .flatMap(Optional::stream))
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
}
