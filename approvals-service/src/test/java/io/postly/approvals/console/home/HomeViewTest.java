package io.postly.approvals.console.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.caller.Person;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Review;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HomeViewTest {

  private static final Person PAT = new Person("p", "Pat");
  private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

  @Test
  void whatGoesOutFirstIsDecidedFirst() {
    List<HomeView.Waiting> waiting =
        HomeView.Waiting.of(
            List.of(review(1), review(2), review(3)),
            List.of(post(3, 60), post(1, 120), post(3, 180)));

    assertEquals(
        List.of(new UUID(0, 3), new UUID(0, 1), new UUID(0, 2)),
        waiting.stream().map(one -> one.review().draftId()).toList());
    assertEquals(NOW.plusSeconds(60), waiting.getFirst().first().dueAt());
  }

  private static Review review(int draft) {
    return new Review(
        new UUID(1, draft),
        "open",
        new UUID(0, draft),
        1,
        null,
        "Text",
        null,
        null,
        null,
        null,
        PAT,
        "mcp",
        NOW,
        PAT,
        NOW,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Post post(int draft, long seconds) {
    return new Post(
        UUID.randomUUID(),
        new UUID(0, draft),
        "Spring",
        1,
        new UUID(0, 9),
        "The wall",
        "sandbox",
        "awaiting_approval",
        null,
        null,
        NOW.plusSeconds(seconds),
        null,
        null,
        null,
        null,
        null,
        PAT,
        "mcp");
  }
}
