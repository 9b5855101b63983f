package io.postly.analytics.report;

import io.postly.analytics.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Workflows and calls of ten weeks, made up; the same for the same seed. */
final class RandomFacts {

  static final Instant BEGIN = Instant.parse("2025-12-20T00:00:00Z");
  static final Duration SPAN = Duration.ofDays(70);

  private static final List<String> CHANNELS = List.of("mcp", "mcp", "rest", "console", "console");
  private static final List<String> CLIENTS = List.of("chat", "agent", "script");
  private static final List<String> ACTIONS = List.of("get_draft", "list_drafts", "get_calendar");
  private static final List<String> CODES =
      List.of("not_found", "stale_revision", "self_approval", "permission_denied");
  private static final List<String> REVIEW_ENDS =
      List.of("approved", "approved", "approved", "rejected", "withdrawn", "expired", "superseded");
  private static final List<String> POST_ENDS =
      List.of(
          "published",
          "published",
          "published",
          "failed",
          "unconfirmed",
          "missed",
          "cancelled",
          "on_hold",
          "planned",
          "publishing",
          "awaiting_approval");

  private final Facts facts;
  private final Random random;
  private final List<Facts.Fact> made = new ArrayList<>();

  RandomFacts(String workspace, long seed) {
    this.facts = new Facts(workspace);
    this.random = new Random(seed);
  }

  /** Facts in the order in which they happened in each workflow. */
  List<Facts.Fact> make(int workflows, int calls) {
    for (int i = 0; i < workflows; i++) {
      workflow();
    }
    for (int i = 0; i < calls; i++) {
      made.add(call(one(ACTIONS), random.nextInt(4) == 0 ? one(CODES) : null));
    }
    return List.copyOf(made);
  }

  /** Any order that keeps the order of each workflow. */
  List<Facts.Fact> shuffled(List<Facts.Fact> ordered) {
    Map<UUID, List<Facts.Fact>> queues = new HashMap<>();
    ordered.forEach(fact -> queues.computeIfAbsent(fact.key(), _ -> new ArrayList<>()).add(fact));
    List<UUID> turns = new ArrayList<>(ordered.stream().map(Facts.Fact::key).toList());
    Collections.shuffle(turns, random);
    return turns.stream().map(key -> queues.get(key).removeFirst()).toList();
  }

  private void workflow() {
    UUID draft = UUID.randomUUID();
    String channel = one(CHANNELS);
    String client = one(CLIENTS);
    Instant at = someTime();
    made.add(facts.drafted(draft, channel, at));
    made.add(change("create_draft", draft, channel, client, at));
    int rounds = random.nextInt(4);
    for (int round = 0; round < rounds; round++) {
      at = review(draft, channel, client, at);
    }
    int posts = random.nextInt(3);
    for (int post = 0; post < posts; post++) {
      at = post(draft, channel, client, at);
    }
    if (random.nextInt(8) == 0) {
      made.add(facts.archived(draft, true, at));
      if (random.nextBoolean()) {
        made.add(facts.archived(draft, false, at.plusSeconds(1)));
      }
    }
  }

  private Instant review(UUID draft, String channel, String client, Instant since) {
    UUID review = UUID.randomUUID();
    Instant requested = since.plusSeconds(1 + random.nextInt(600));
    made.add(
        facts.review(review, draft, "open", requested, null).with("authored_through", channel));
    made.add(change("submit_for_approval", draft, channel, client, requested));
    if (random.nextInt(6) == 0) {
      return requested;
    }
    Instant ended = requested.plusSeconds(1 + random.nextInt(40_000));
    String end = random.nextInt(4) == 0 ? "changes_requested" : one(REVIEW_ENDS);
    boolean decided = List.of("approved", "changes_requested", "rejected").contains(end);
    made.add(
        facts
            .review(review, draft, end, requested, decided ? ended : null)
            .with("authored_through", channel));
    made.add(change("approve_draft", draft, "console", client, ended));
    return ended;
  }

  private Instant post(UUID draft, String channel, String client, Instant since) {
    UUID publication = UUID.randomUUID();
    Instant scheduled = since.plusSeconds(1 + random.nextInt(900));
    made.add(change("schedule_post", draft, channel, client, scheduled));
    made.add(facts.publication(publication, draft, "planned", scheduled));
    Instant ended = scheduled.plusSeconds(60 + random.nextInt(90_000));
    made.add(facts.publication(publication, draft, one(POST_ENDS), ended));
    return ended;
  }

  private Facts.Fact change(String action, UUID draft, String channel, String client, Instant at) {
    return facts
        .action(action, draft, null, at)
        .with("channel", channel)
        .with("client", client)
        .with("replayed", random.nextInt(10) == 0)
        .with("person", person());
  }

  private Facts.Fact call(String action, String code) {
    return facts
        .action(action, null, code, someTime())
        .with("read_only", true)
        .with("channel", one(CHANNELS))
        .with("client", one(CLIENTS));
  }

  private Map<String, String> person() {
    String id = "person-" + random.nextInt(2);
    return Map.of("id", id, "name", id);
  }

  private Instant someTime() {
    return BEGIN.plusMillis(random.nextLong(SPAN.toMillis()));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
