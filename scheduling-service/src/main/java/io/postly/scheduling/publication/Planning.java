package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.publication.PostMaking.Plannable;
import io.postly.scheduling.slot.PostingQueues;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans many posts at once: all of them, or none. */
@ApplicationScoped
class Planning {

  private final PostMaking posts;
  private final PlannedTimes times;
  private final NextSlots slots;
  private final PostingQueues queues;
  private final Contents contents;
  private final Workspaces workspaces;
  private final PublicationChanges changes;
  private final PublicationViews views;
  private final PublicationPreviews previews;
  private final HeldBack heldBack;
  private final Trial trial;
  private final ActionContext context;
  private final Clock clock;

  Planning(
      PostMaking posts,
      PlannedTimes times,
      NextSlots slots,
      PostingQueues queues,
      Contents contents,
      Workspaces workspaces,
      PublicationChanges changes,
      PublicationViews views,
      PublicationPreviews previews,
      HeldBack heldBack,
      Trial trial,
      ActionContext context,
      Clock clock) {
    this.posts = posts;
    this.times = times;
    this.slots = slots;
    this.queues = queues;
    this.contents = contents;
    this.workspaces = workspaces;
    this.changes = changes;
    this.views = views;
    this.previews = previews;
    this.heldBack = heldBack;
    this.trial = trial;
    this.context = context;
    this.clock = clock;
  }

  PlannedPosts plan(String workspace, NewPlan plan) {
    posts.awaitCopies(workspace, plan.posts().stream().map(PlanItem::wanted).toList());
    if (plan.isDryRun()) {
      return tryOut(workspace, plan);
    }
    context.consequential();
    List<Publication> made = make(workspace, plan.posts());
    context.preview(() -> previews.planning(made));
    PlannedPosts answer = new PlannedPosts(false, views.of(workspace, made));
    context.subject("workspace", workspaces.id(workspace), null);
    context.change(null, answer);
    context.undo(
        CancelInverse.takingBack(
            workspace,
            made,
            made.stream().map(post -> post.dueAt).min(Comparator.naturalOrder()).orElseThrow()));
    context.nextStep(
        Stream.concat(
                Stream.of(
                    "What awaits an approval goes out only once it is approved, unless that is too late; get_calendar"
                        + " shows what became of each post."),
                heldBack.of(workspace, made).stream())
            .collect(Collectors.joining(" ")));
    return answer;
  }

  private PlannedPosts tryOut(String workspace, NewPlan plan) {
    PlannedPosts answer =
        trial.of(() -> new PlannedPosts(true, views.of(workspace, make(workspace, plan.posts()))));
    context.subject("workspace", workspaces.id(workspace), null);
    context.undo(Undo.impossible("Nothing was changed."));
    context.nextStep(
        "Show the person the times; if they agree, repeat the call without dry_run. Nothing was"
            + " kept: the ids lead nowhere.");
    return answer;
  }

  /**
   * Named times come first, so that queued posts keep clear of them.
   *
   * @throws ProblemException {@code plan_conflict}, with everything that is wrong with any post
   */
  private List<Publication> make(String workspace, List<PlanItem> items) {
    lock(workspace, items);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<Integer, List<Publication>> made = new TreeMap<>();
    Map<Integer, ProblemException> problems = new TreeMap<>();
    namedTimesFirst(items)
        .forEach(
            index -> {
              try {
                List<Publication> ofItem = make(workspace, items.get(index), now);
                ofItem.forEach(changes::add);
                made.put(index, ofItem);
              } catch (ProblemException e) {
                problems.put(index, e);
              }
            });
    if (!problems.isEmpty()) {
      throw conflict(problems, items.size());
    }
    return made.values().stream().flatMap(List::stream).toList();
  }

  /** If nothing is wrong but what may pass, so may the whole. */
  private static ProblemException conflict(Map<Integer, ProblemException> problems, int posts) {
    ProblemException conflict =
        ProblemException.of(
            SchedulingErrorCode.PLAN_CONFLICT,
            problems.size() + " of " + posts + " posts cannot be planned.");
    problems.forEach((index, problem) -> conflict.violations(of(index, problem)));
    return problems.values().stream().allMatch(ProblemException::isRetryable)
        ? conflict
            .retryable()
            .nextStep(
                "Nothing was planned. If a draft has just been made, repeat in a few seconds.")
        : conflict;
  }

  private static Stream<Integer> namedTimesFirst(List<PlanItem> items) {
    return IntStream.range(0, items.size())
        .boxed()
        .sorted(Comparator.comparing(index -> items.get(index).wantsSlot()));
  }

  private List<Publication> make(String workspace, PlanItem item, Instant now) {
    if (item.wantsSlot()) {
      Plannable plannable = posts.checkArrived(workspace, item.wanted(), new ArrayList<>());
      Map<UUID, Instant> next = slots.take(workspace, plannable.channelIds(), now);
      return posts.make(plannable, next::get, now).stream().map(Publication::inQueue).toList();
    }
    List<Violation> violations = new ArrayList<>();
    Optional<Instant> dueAt = PublishTime.read(item.publishAt(), item.timeZone(), now, violations);
    Plannable plannable = posts.checkArrived(workspace, item.wanted(), violations);
    times.require(workspace, plannable.channelIds(), dueAt.orElseThrow(), Set.of());
    return posts.make(plannable, _ -> dueAt.orElseThrow(), now);
  }

  private static List<Violation> of(int index, ProblemException problem) {
    String item = "posts[" + index + "]";
    return problem.violations().isEmpty()
        ? List.of(
            Violation.of(item, problem.code().definition().title() + ": " + problem.getMessage()))
        : problem.violations().stream()
            .map(
                wrong ->
                    new Violation(
                        item + "." + wrong.field(), wrong.message(), wrong.allowedValues()))
            .toList();
  }

  /** All drafts first, then all queues, each in one order whoever does it. */
  private void lock(String workspace, List<PlanItem> items) {
    items.stream()
        .map(PlanItem::draftId)
        .filter(draft -> contents.isKnown(draft, workspace))
        .distinct()
        .sorted()
        .forEach(contents::lock);
    queues.lock(workspace, channelsOf(workspace, items));
  }

  private Set<UUID> channelsOf(String workspace, List<PlanItem> items) {
    return items.stream()
        .flatMap(
            item ->
                contents
                    .revision(item.draftId(), item.expectedRevision(), workspace)
                    .map(DraftRevision::channelIds)
                    .stream())
        .flatMap(Collection::stream)
        .collect(Collectors.toSet());
  }
}
