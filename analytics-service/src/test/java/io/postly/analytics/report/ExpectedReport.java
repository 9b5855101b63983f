package io.postly.analytics.report;

import io.postly.analytics.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A report worked out from the events themselves, in plain Java and without thought of speed. The
 * events are in the order in which they happened.
 */
final class ExpectedReport {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final long CONFIGURED_BASELINE = 2_700;
  private static final int BASELINE_SAMPLES = 3;
  private static final List<String> POSTS =
      List.of("on_hold", "unconfirmed", "failed", "missed", "cancelled");

  private final List<Facts.Fact> facts;

  ExpectedReport(List<Facts.Fact> facts) {
    this.facts = facts;
  }

  /** Calls per action: all, and the failed ones. */
  Map<String, List<Long>> tools(Period period) {
    Map<String, List<Long>> tools = new TreeMap<>();
    for (Facts.Fact call : calls(period)) {
      long failed = call.data().get("outcome").equals("ok") ? 0 : 1;
      tools.merge(
          text(call, "action"),
          List.of(1L, failed),
          (one, other) ->
              List.of(one.getFirst() + other.getFirst(), one.getLast() + other.getLast()));
    }
    return tools;
  }

  /** Errors per code. */
  Map<String, Long> errors(Period period) {
    Map<String, Long> errors = new TreeMap<>();
    for (Facts.Fact call : calls(period)) {
      if (call.data().containsKey("code")) {
        errors.merge(text(call, "code"), 1L, Long::sum);
      }
    }
    return errors;
  }

  /** Started, submitted, approved, scheduled, published. */
  List<Long> funnel(Period period) {
    List<Workflow> started = started(period);
    return List.of(
        (long) started.size(),
        count(started, workflow -> workflow.submitted != null),
        count(started, workflow -> workflow.approved != null),
        count(started, workflow -> !workflow.posts.isEmpty()),
        count(started, workflow -> workflow.published != null));
  }

  /** How many stand where, and why. */
  Map<String, Long> stopped(Period period) {
    Map<String, Long> stopped = new TreeMap<>();
    for (Workflow workflow : started(period)) {
      if (workflow.published == null) {
        stopped.merge(workflow.stage() + "/" + workflow.reason(), 1L, Long::sum);
      }
    }
    return stopped;
  }

  /** Decided, approved, changes requested, rejected. */
  List<Long> decisions(Period period) {
    List<Facts.Fact> decided = decided(period);
    return List.of(
        (long) decided.size(),
        count(decided, review -> text(review, "state").equals("approved")),
        count(decided, review -> text(review, "state").equals("changes_requested")),
        count(decided, review -> text(review, "state").equals("rejected")));
  }

  /** The time, in seconds, that this share of the decided requests did not wait longer than. */
  Double wait(Period period, double share) {
    return percentile(
        decided(period).stream()
            .map(review -> seconds(time(review, "requested_at"), time(review, "decided_at")))
            .sorted()
            .toList(),
        share);
  }

  /** Decisions of approved drafts for each of them, or null. */
  Double rounds(Period period) {
    List<Facts.Fact> decided = decided(period);
    List<UUID> approved =
        decided.stream()
            .filter(review -> text(review, "state").equals("approved"))
            .map(Facts.Fact::key)
            .distinct()
            .toList();
    double rounds = count(decided, review -> approved.contains(review.key()));
    return approved.isEmpty() ? null : rounds / approved.size();
  }

  /** Samples, those against the workspace's own median, and the seconds saved. */
  List<Long> saved(Period period) {
    long samples = 0;
    long own = 0;
    long saved = 0;
    for (Workflow workflow : workflows()) {
      if (!isSample(workflow, period)) {
        continue;
      }
      List<Long> byHand = byHand(workflow.published);
      boolean enough = byHand.size() >= BASELINE_SAMPLES;
      long baseline =
          enough
              ? Math.round(Objects.requireNonNull(percentile(byHand, 0.5)))
              : CONFIGURED_BASELINE;
      samples++;
      own += enough ? 1 : 0;
      saved += baseline - personSeconds(workflow);
    }
    return List.of(samples, own, saved);
  }

  private static boolean isSample(Workflow workflow, Period period) {
    return "mcp".equals(workflow.channel)
        && period.startedThrough().equals("mcp")
        && workflow.published != null
        && isWithin(workflow.published, period)
        && isOf(workflow.client, period);
  }

  private List<Long> byHand(Instant published) {
    return workflows().stream()
        .filter(workflow -> "console".equals(workflow.channel))
        .filter(workflow -> workflow.published != null && !workflow.published.isAfter(published))
        .map(this::personSeconds)
        .sorted()
        .toList();
  }

  private long personSeconds(Workflow workflow) {
    Map<String, Instant> last = new LinkedHashMap<>();
    Duration total = Duration.ZERO;
    for (Facts.Fact call : sorted(ofType("action.performed"))) {
      if (call.key().equals(workflow.draft) && isWork(call, workflow.published)) {
        Instant at = time(call, "at");
        Instant before = last.put(person(call), at);
        if (before != null) {
          Duration pause = Duration.between(before, at);
          total = total.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        }
      }
    }
    return total.toSeconds();
  }

  private static boolean isWork(Facts.Fact call, Instant published) {
    boolean reading =
        call.data().get("read_only").equals(true) && text(call, "channel").equals("mcp");
    return text(call, "outcome").equals("ok")
        && call.data().get("replayed").equals(false)
        && !reading
        && !time(call, "at").isAfter(published);
  }

  private List<Facts.Fact> calls(Period period) {
    return ofType("action.performed").stream()
        .filter(call -> isWithin(time(call, "at"), period))
        .filter(call -> period.channel() == null || text(call, "channel").equals(period.channel()))
        .filter(call -> isOf(text(call, "client"), period))
        .toList();
  }

  private List<Workflow> started(Period period) {
    return workflows().stream()
        .filter(workflow -> period.startedThrough().equals(workflow.channel))
        .filter(workflow -> isWithin(workflow.started, period))
        .filter(workflow -> isOf(workflow.client, period))
        .toList();
  }

  private List<Facts.Fact> decided(Period period) {
    List<UUID> ofClient =
        workflows().stream()
            .filter(workflow -> isOf(workflow.client, period))
            .map(workflow -> workflow.draft)
            .toList();
    return ofType("review.changed").stream()
        .filter(review -> review.data().containsKey("decided_at"))
        .filter(review -> isWithin(time(review, "decided_at"), period))
        .filter(review -> text(review, "authored_through").equals(period.startedThrough()))
        .filter(review -> ofClient.contains(review.key()))
        .toList();
  }

  private List<Workflow> workflows() {
    Map<UUID, Workflow> workflows = new LinkedHashMap<>();
    facts.stream()
        .filter(fact -> fact.data().get("draft_id") != null)
        .forEach(fact -> workflows.computeIfAbsent(fact.key(), Workflow::new).apply(fact));
    return List.copyOf(workflows.values());
  }

  private List<Facts.Fact> ofType(String type) {
    return facts.stream().filter(fact -> fact.type().contains(type)).toList();
  }

  private static List<Facts.Fact> sorted(List<Facts.Fact> calls) {
    List<Facts.Fact> sorted = new ArrayList<>(calls);
    sorted.sort((one, other) -> time(one, "at").compareTo(time(other, "at")));
    return sorted;
  }

  private static boolean isWithin(Instant at, Period period) {
    return at != null && !at.isBefore(period.from()) && at.isBefore(period.to());
  }

  private static boolean isOf(String client, Period period) {
    return period.client() == null || period.client().equals(client);
  }

  private static <T> long count(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).count();
  }

  private static String text(Facts.Fact fact, String field) {
    return (String) fact.data().get(field);
  }

  private static Instant time(Facts.Fact fact, String field) {
    return (Instant) fact.data().get(field);
  }

  private static String person(Facts.Fact call) {
    return ((Map<?, ?>) call.data().get("person")).get("id").toString();
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }

  /** As SQL's percentile_cont: between two values where the share falls between them. */
  private static Double percentile(List<Long> sorted, double share) {
    if (sorted.isEmpty()) {
      return null;
    }
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** One draft's workflow, as its events tell one after the other. */
  private static final class Workflow {

    private final UUID draft;
    private final Map<Object, String> posts = new LinkedHashMap<>();
    private String channel;
    private String client;
    private Instant clientSince;
    private Instant started;
    private Instant submitted;
    private Instant approved;
    private Instant published;
    private boolean archived;
    private String review;

    private Workflow(UUID draft) {
      this.draft = draft;
    }

    private void apply(Facts.Fact fact) {
      switch (fact.type()) {
        case "io.postly.draft.revised.v1" -> {
          channel = text(fact, "created_through");
          started = time(fact, "at");
        }
        case "io.postly.draft.archived.v1" -> archived = true;
        case "io.postly.draft.restored.v1" -> archived = false;
        case "io.postly.review.changed.v1" -> applyReview(fact);
        case "io.postly.publication.changed.v1" -> applyPost(fact);
        case "io.postly.action.performed.v1" -> applyCall(fact);
        default -> throw new IllegalArgumentException(fact.type());
      }
    }

    private void applyReview(Facts.Fact fact) {
      submitted = earlier(submitted, time(fact, "requested_at"));
      review = text(fact, "state");
      if (review.equals("approved")) {
        approved = earlier(approved, time(fact, "decided_at"));
      }
    }

    private void applyPost(Facts.Fact fact) {
      posts.put(fact.data().get("publication_id"), text(fact, "state"));
      if (text(fact, "state").equals("published")) {
        published = earlier(published, time(fact, "published_at"));
      }
    }

    private void applyCall(Facts.Fact call) {
      boolean changes =
          text(call, "outcome").equals("ok")
              && call.data().get("read_only").equals(false)
              && call.data().get("replayed").equals(false);
      if (changes && (clientSince == null || time(call, "at").isBefore(clientSince))) {
        client = text(call, "client");
        clientSince = time(call, "at");
      }
    }

    private String stage() {
      if (!posts.isEmpty()) {
        return "scheduled";
      }
      return approved != null ? "approved" : submitted != null ? "submitted" : "started";
    }

    private String reason() {
      if (archived) {
        return "archived";
      }
      if ("open".equals(review)) {
        return "waiting_for_review";
      }
      if (posts.containsValue("planned") || posts.containsValue("publishing")) {
        return "waiting_for_its_time";
      }
      if ("changes_requested".equals(review) || "rejected".equals(review)) {
        return review;
      }
      boolean waits = posts.containsValue("awaiting_approval");
      for (String state : POSTS) {
        if (posts.containsValue(state) && (!waits || state.equals("on_hold"))) {
          return state;
        }
      }
      if (review == null) {
        return "not_submitted";
      }
      if (!review.equals("approved")) {
        return review;
      }
      return posts.isEmpty() ? "not_scheduled" : "waiting_for_its_time";
    }

    private static Instant earlier(Instant one, Instant other) {
      return one == null || other.isBefore(one) ? other : one;
    }
  }
}
