package io.postly.scheduling.rule;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows and replaces a workspace's rules. What is planned already stays where it is. */
@ApplicationScoped
class RuleSetting {

  private static final Duration UNDO = Duration.ofDays(30);

  private final WorkspaceRulesStore store;
  private final Workspaces workspaces;
  private final Channels channels;
  private final ActionContext context;

  RuleSetting(
      WorkspaceRulesStore store, Workspaces workspaces, Channels channels, ActionContext context) {
    this.store = store;
    this.workspaces = workspaces;
    this.channels = channels;
    this.context = context;
  }

  PublishingRulesAnswer get(String workspace) {
    return store
        .find(workspace)
        .map(this::answer)
        .orElseGet(() -> answer(workspace, 0, RulesDocument.NONE, MissedPosts.SEND));
  }

  PublishingRulesAnswer set(String workspace, NewPublishingRules wanted) {
    MissedPosts missedPosts = check(workspace, wanted);
    context.subject("workspace", workspaces.lockSettings(workspace), null);
    PublishingRulesAnswer before = get(workspace);
    if (wanted.expectedVersion() != before.version()) {
      throw ProblemException.of(
          SchedulingErrorCode.STALE_PUBLISHING_RULES,
          "You expected version %d; it is version %d."
              .formatted(wanted.expectedVersion(), before.version()));
    }
    PublishingRulesAnswer after = answer(store.replace(workspace, wanted.document(), missedPosts));
    context.change(before, after);
    context.undo(undo(workspace, before, after));
    context.nextStep("Posts that are planned already keep their times.");
    return after;
  }

  private MissedPosts check(String workspace, NewPublishingRules wanted) {
    List<Violation> violations = new ArrayList<>();
    new RuleReading(violations).check(wanted.document());
    Map<UUID, Channel> known = channels.byId(workspace);
    for (int i = 0; i < wanted.channels().size(); i++) {
      if (!known.containsKey(wanted.channels().get(i).channelId())) {
        violations.add(
            Violation.of("channels[" + i + "].channel_id", "is not a channel of this workspace"));
      }
    }
    Optional<MissedPosts> missedPosts = MissedPosts.of(wanted.missedPosts());
    if (missedPosts.isEmpty()) {
      violations.add(new Violation("missed_posts", "must be one of these", MissedPosts.labels()));
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    return missedPosts.orElseThrow();
  }

  private PublishingRulesAnswer answer(WorkspaceRules stored) {
    return answer(stored.workspace, stored.version, store.document(stored), stored.missedPosts());
  }

  private PublishingRulesAnswer answer(
      String workspace, int version, RulesDocument document, MissedPosts missedPosts) {
    return new PublishingRulesAnswer(
        version,
        workspaces.timeZone(workspace).getId(),
        document.minSpacingMinutes(),
        document.dailyCap(),
        document.blackouts(),
        document.channels(),
        missedPosts.label());
  }

  /** The rules of before, unless somebody has set others since. */
  private Undo undo(String workspace, PublishingRulesAnswer before, PublishingRulesAnswer after) {
    return Undo.by(
        "set_publishing_rules",
        Map.of(
            "workspace",
            workspace,
            "expected_version",
            after.version(),
            RulesInverse.RULES,
            new RulesDocument(
                before.minSpacingMinutes(),
                before.dailyCap(),
                before.blackouts(),
                before.channels()),
            "missed_posts",
            before.missedPosts()),
        context.startedAt().plus(UNDO).truncatedTo(ChronoUnit.MICROS));
  }
}
