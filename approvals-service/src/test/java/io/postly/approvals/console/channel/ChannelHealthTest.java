package io.postly.approvals.console.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.action.text.CharacterCount;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChannelHealthTest {

  private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
  private static final Channel CHANNEL =
      new Channel(
          new UUID(0, 1),
          "sandbox",
          "Sandbox",
          null,
          500,
          null,
          CharacterCount.CODE_POINTS,
          null,
          NOON,
          null,
          null,
          null);

  @Test
  void aFailureAfterTheLastPublishedPostIsTrouble() {
    Post published = post("published", 1);
    Post failed = post("failed", 2);

    ChannelHealth health = ChannelHealth.of(CHANNEL, List.of(published, failed), NOON);

    assertEquals(published, health.published());
    assertEquals(failed, health.trouble());
  }

  @Test
  void aPostThatWentOutSinceEndsTheTrouble() {
    List<Post> posts = List.of(post("unconfirmed", 1), post("published", 2));

    assertNull(ChannelHealth.of(CHANNEL, posts, NOON).trouble());
  }

  @Test
  void thePostThatIsDueFirstIsNext() {
    Post first = post("planned", 1);

    assertEquals(first, ChannelHealth.of(CHANNEL, List.of(post("planned", 2), first), NOON).next());
  }

  @Test
  void aChannelThatNeedsReconnectingIsTroubledWhateverHasGoneOut() {
    Channel refused =
        new Channel(
            CHANNEL.id(),
            "webhook",
            "Hook",
            null,
            500,
            null,
            CharacterCount.CODE_POINTS,
            "http_401",
            NOON,
            null,
            null,
            null);

    assertTrue(ChannelHealth.of(refused, List.of(post("published", 1)), NOON).isTroubled());
    assertFalse(ChannelHealth.of(CHANNEL, List.of(post("published", 1)), NOON).isTroubled());
    assertTrue(ChannelHealth.of(CHANNEL, List.of(post("failed", 1)), NOON).isTroubled());
  }

  @Test
  void anEndOfTheAccessIsToldOfOnceItIsNear() {
    Instant end = NOON.plus(Duration.ofDays(730));

    assertNull(ending(end, NOON));
    assertNull(ending(end, end.minus(Duration.ofDays(31))));
    assertEquals(end, ending(end, end.minus(Duration.ofDays(30))));
    assertEquals(end, ending(end, end.plusSeconds(1)));
    assertNull(ending(null, NOON));
  }

  private static Instant ending(Instant end, Instant now) {
    Channel channel =
        new Channel(
            CHANNEL.id(),
            "bluesky",
            "Sky",
            null,
            300,
            null,
            CharacterCount.GRAPHEMES,
            null,
            NOON,
            end,
            null,
            null);
    return ChannelHealth.of(channel, List.of(), now).accessUntil();
  }

  @Test
  void otherChannelsDoNotCount() {
    Channel other =
        new Channel(
            new UUID(0, 2),
            "sandbox",
            "Other",
            null,
            500,
            null,
            CharacterCount.CODE_POINTS,
            null,
            NOON,
            null,
            null,
            null);

    ChannelHealth health = ChannelHealth.of(other, List.of(post("failed", 1)), NOON);

    assertNull(health.trouble());
  }

  private static Post post(String state, int hour) {
    return new Post(
        new UUID(1, hour),
        new UUID(0, 9),
        null,
        1,
        CHANNEL.id(),
        CHANNEL.name(),
        CHANNEL.network(),
        state,
        null,
        null,
        NOON.plusSeconds(hour * 3600L),
        null,
        null,
        List.of(),
        null,
        null,
        new Person("p", "Pat"),
        "mcp");
  }
}
