package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ExpectedRevision;
import io.postly.action.problem.Violation;
import io.postly.action.transaction.CopyWait;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.rule.RuleBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells what scheduling a draft would meet, by the rules that scheduling itself keeps. */
@ApplicationScoped
class DryRun {

  private static final Duration NEAR = Duration.ofMinutes(30);

  private final Contents contents;
  private final Channels channels;
  private final TextLimits textLimits;
  private final Publications publications;
  private final ChannelObstacles obstacles;
  private final RuleBook rules;
  private final ActionContext context;
  private final Clock clock;

  DryRun(
      Contents contents,
      Channels channels,
      TextLimits textLimits,
      Publications publications,
      ChannelObstacles obstacles,
      RuleBook rules,
      ActionContext context,
      Clock clock) {
    this.contents = contents;
    this.channels = channels;
    this.textLimits = textLimits;
    this.publications = publications;
    this.obstacles = obstacles;
    this.rules = rules;
    this.context = context;
    this.clock = clock;
  }

  /**
   * What would be scheduled.
   *
   * @param expectedRevision null for the newest
   * @param publishAt null if the time is open
   * @param timeZone of a time without offset, or null
   */
  record Plan(UUID draftId, Integer expectedRevision, String publishAt, String timeZone) {}

  DraftValidation of(String workspace, Plan plan) {
    DraftRevision revision = revision(workspace, plan);
    context.subject("draft", plan.draftId(), plan.draftId());
    List<Violation> violations = new ArrayList<>();
    Optional<Instant> dueAt = dueAt(plan, violations);
    dueAt.ifPresent(
        at -> violations.addAll(rules.violations(workspace, revision.channelIds(), at, Set.of())));
    checkDraft(revision, violations);
    List<DraftValidation.ChannelCheck> checks = channelChecks(revision);
    boolean schedulable =
        violations.isEmpty() && checks.stream().allMatch(check -> check.violations().isEmpty());
    boolean needsApproval = needsApproval(revision);
    context.nextStep(nextStep(schedulable, needsApproval));
    return new DraftValidation(
        revision.draftId(),
        revision.revision(),
        revision.contentHash(),
        schedulable,
        needsApproval,
        violations,
        checks,
        dueAt.map(time -> conflicts(revision, time)).orElse(List.of()));
  }

  private DraftRevision revision(String workspace, Plan plan) {
    UUID draftId = plan.draftId();
    int newest =
        CopyWait.awaitYoung(
                draftId, clock.instant(), () -> contents.newestRevision(draftId, workspace))
            .orElseThrow(() -> CopyWait.notArrived("draft", draftId, clock.instant()));
    return plan.expectedRevision() == null
        ? contents.revision(draftId, newest, workspace).orElseThrow()
        : expectedRevision(workspace, draftId, plan.expectedRevision());
  }

  /** The revision's event may be under way. */
  private DraftRevision expectedRevision(String workspace, UUID draftId, int expected) {
    CopyWait.await(() -> contents.revision(draftId, expected, workspace));
    int arrived = contents.newestRevision(draftId, workspace).orElseThrow();
    ExpectedRevision.require(expected, arrived);
    return contents.revision(draftId, arrived, workspace).orElseThrow();
  }

  private Optional<Instant> dueAt(Plan plan, List<Violation> violations) {
    if (plan.publishAt() != null) {
      return PublishTime.read(plan.publishAt(), plan.timeZone(), clock.instant(), violations);
    }
    if (plan.timeZone() != null) {
      violations.add(Violation.of("time_zone", "says nothing without publish_at"));
    }
    return Optional.empty();
  }

  private void checkDraft(DraftRevision revision, List<Violation> violations) {
    if (contents.isArchived(revision.draftId())) {
      violations.add(Violation.of("draft_id", "names a draft in the archive"));
    }
    if (revision.channelIds().isEmpty()) {
      violations.add(Violation.of("draft_id", PostMaking.WITHOUT_CHANNELS));
    }
  }

  private boolean needsApproval(DraftRevision revision) {
    return contents
        .withApproval(revision.draftId())
        .filter(approved -> approved.contentHash().equals(revision.contentHash()))
        .isEmpty();
  }

  private static String nextStep(boolean schedulable, boolean needsApproval) {
    if (!schedulable) {
      return "Mend what the violations name, with update_draft or another time.";
    }
    return needsApproval
        ? "If the person agrees, call submit_for_approval; schedule_post may come before or after."
        : "If the person has said when, call schedule_post.";
  }

  private List<DraftValidation.ChannelCheck> channelChecks(DraftRevision revision) {
    Map<UUID, Channel> known = channels.byId(revision.workspace());
    Map<Obstacle, Set<UUID>> inTheWay = obstacles.of(revision);
    return revision.channelIds().stream()
        .map(known::get)
        .map(channel -> check(revision, channel, inTheWay))
        .toList();
  }

  private DraftValidation.ChannelCheck check(
      DraftRevision revision, Channel channel, Map<Obstacle, Set<UUID>> inTheWay) {
    List<String> violations = new ArrayList<>();
    textLimits.warningViolation(revision, channel).ifPresent(violations::add);
    textLimits.violation(revision, channel).ifPresent(violations::add);
    textLimits.pictureViolation(revision, channel).ifPresent(violations::add);
    violations.addAll(textLimits.threadViolations(revision, channel));
    inTheWay.forEach(
        (obstacle, where) -> {
          if (where.contains(channel.id())) {
            violations.add(obstacle.code().definition().title());
          }
        });
    return new DraftValidation.ChannelCheck(
        channel.id(),
        channel.name(),
        channel.network(),
        textLimits.characters(revision, channel),
        textLimits.most(revision, channel),
        violations);
  }

  private List<DraftValidation.NearbyPost> conflicts(DraftRevision revision, Instant dueAt) {
    List<Publication> near = publications.ofOthers(revision, dueAt.minus(NEAR), dueAt.plus(NEAR));
    Map<UUID, String> titles =
        contents.titles(near.stream().map(publication -> publication.draftId).toList());
    return near.stream()
        .map(
            publication ->
                new DraftValidation.NearbyPost(
                    publication.id,
                    publication.draftId,
                    titles.get(publication.draftId),
                    publication.channelId,
                    publication.dueAt))
        .toList();
  }
}
