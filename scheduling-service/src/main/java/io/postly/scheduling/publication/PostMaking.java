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
import java.util.ArrayDeque;
import java.util.Deque;
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
   * @param series the series that it is to be one of, whose posts do not stand in its way
   */
  record Wanted(UUID draftId, int expectedRevision, List<UUID> channelIds, Optional<UUID> series) {

    /** A post of its own. */
    Wanted(UUID draftId, int expectedRevision, List<UUID> channelIds) {
      this(draftId, expectedRevision, channelIds, Optional.empty());
    }

    /** One of a series that there is already. */
    Wanted ofSeries(UUID id) {
      return new Wanted(draftId, expectedRevision, channelIds, Optional.of(id));
    }
  }

  /**
   * What can go out as far as the draft is concerned.
   *
   * @param revision the newest one, or an approved one of the same content
   * @param approved whether exactly that content is approved
   */
  record Plannable(DraftRevision revision, boolean approved, Set<UUID> channelIds) {}

  /** Where a post is to go, and when. */
  record Occurrence(UUID channelId, Instant dueAt) {}

  /**
   * Waits for what the call speaks of and may be under way, before anything is locked: for all of
   * it together no longer than for one.
   */
  void awaitCopies(String workspace, List<Wanted> all) {
    Deque<Wanted> missing = new ArrayDeque<>(all);
    CopyWait.await(
        () -> {
          while (!missing.isEmpty() && !isUnderWay(workspace, missing.peek())) {
            missing.pop();
          }
          return missing.isEmpty() ? Optional.of(true) : Optional.empty();
        });
  }

  /** Whether news of that revision may be still to come. */
  private boolean isUnderWay(String workspace, Wanted wanted) {
    UUID draftId = wanted.draftId();
    return contents.revision(draftId, wanted.expectedRevision(), workspace).isEmpty()
        && (CopyWait.isYoung(draftId, clock.instant()) || contents.isKnown(draftId, workspace));
  }

  /**
   * Checks the draft and its channels, once their copies have arrived.
   *
   * @param violations what is wrong with the rest of the call; all is reported at once
   * @throws ProblemException if anything is wrong
   */
  Plannable check(String workspace, Wanted wanted, List<Violation> violations) {
    awaitCopies(workspace, List.of(wanted));
    return checkArrived(workspace, wanted, violations);
  }

  /** Like {@link #check}, without waiting: for whoever holds locks already. */
  Plannable checkArrived(String workspace, Wanted wanted, List<Violation> violations) {
    DraftRevision revision = newestRevision(workspace, wanted);
    Set<UUID> channelIds = channelIds(wanted, revision, violations);
    checkLengths(revision, channelIds, violations);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    refuseRepetition(revision, channelIds, wanted.series());
    Optional<DraftRevision> approved = approved(revision);
    return new Plannable(approved.orElse(revision), approved.isPresent(), channelIds);
  }

  /**
   * One publication for each channel. The channels' queues are locked: a channel that is not
   * disconnected by then stays until the transaction ends.
   *
   * @param dueAt the time for each channel
   * @throws ProblemException {@code channel_disconnected}
   */
  List<Publication> make(Plannable plannable, Function<UUID, Instant> dueAt, Instant now) {
    return make(
        plannable,
        plannable.channelIds().stream().map(id -> new Occurrence(id, dueAt.apply(id))).toList(),
        now);
  }

  /**
   * Like {@link #make(Plannable, Function, Instant)}, several on one channel among them.
   *
   * @param occurrences on the plannable's channels
   */
  List<Publication> make(Plannable plannable, List<Occurrence> occurrences, Instant now) {
    refuseOn(
        channels.disconnected(plannable.channelIds()),
        plannable.channelIds(),
        Obstacle.DISCONNECTED);
    DraftRevision revision = plannable.revision();
    Map<UUID, Channel> known = channels.byId(revision.workspace());
    Requester requester = Requester.of(context.caller(), traces.current());
    Publication.Content content =
        new Publication.Content(revision.revision(), revision.contentHash());
    return occurrences.stream()
        .map(
            occurrence ->
                Publication.of(
                    target(
                        revision,
                        Optional.ofNullable(known.get(occurrence.channelId()))
                            .orElseThrow(() -> ProblemException.notFound("channel"))),
                    content,
                    plannable.approved(),
                    occurrence.dueAt(),
                    requester,
                    now))
        .toList();
  }

  private static Publication.Target target(DraftRevision revision, Channel channel) {
    return new Publication.Target(
        revision.workspace(), revision.draftId(), channel.id(), channel.network());
  }

  private Optional<DraftRevision> approved(DraftRevision revision) {
    return contents
        .approved(revision.draftId())
        .filter(found -> found.contentHash().equals(revision.contentHash()));
  }

  /** Takes the draft's lock. */
  private DraftRevision newestRevision(String workspace, Wanted wanted) {
    UUID draftId = wanted.draftId();
    if (!contents.isKnown(draftId, workspace)) {
      throw CopyWait.notArrived("draft", draftId, clock.instant());
    }
    context.subject("draft", draftId, draftId);
    return newest(workspace, contents.lock(draftId).orElseThrow(), wanted);
  }

  private DraftRevision newest(String workspace, DraftCopy draft, Wanted wanted) {
    if (draft.isArchived()) {
      throw ProblemException.of(
              SchedulingErrorCode.DRAFT_ARCHIVED, "Nothing of a draft in the archive is scheduled.")
          .retryable();
    }
    int newest = draft.revision();
    ExpectedRevision.require(wanted.expectedRevision(), newest);
    return contents.revision(wanted.draftId(), newest, workspace).orElseThrow();
  }

  /**
   * The approved revision of a draft whose lock the caller has, if it is the expected one, or has
   * its content.
   *
   * @throws ProblemException {@code draft_archived}, {@code stale_revision} or {@code not_approved}
   */
  DraftRevision requireApproved(String workspace, DraftCopy draft, Wanted wanted) {
    return approved(newest(workspace, draft, wanted))
        .orElseThrow(() -> PublishingNow.notApproved(wanted.expectedRevision()));
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
                        textLimits.warningViolation(revision, channel).stream(),
                        textLimits.violation(revision, channel).stream(),
                        textLimits.pictureViolation(revision, channel).stream(),
                        textLimits.threadViolations(revision, channel).stream())
                    .flatMap(Function.identity()))
        .forEach(wrong -> violations.add(Violation.of("draft_id", "names a draft that " + wrong)));
  }

  private void refuseRepetition(
      DraftRevision revision, Set<UUID> channelIds, Optional<UUID> series) {
    obstacles
        .lock(revision, series)
        .forEach((obstacle, where) -> refuseOn(where, channelIds, obstacle));
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
