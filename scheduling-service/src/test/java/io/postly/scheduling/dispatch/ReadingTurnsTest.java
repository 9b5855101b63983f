package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.dispatch.ReadingTurns.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadingTurnsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  private final ReadingTurns turns = new ReadingTurns(Duration.ofSeconds(5));

  @Test
  void shouldReadAChannelOnceAtATime() {
    Turn turn = turn(Optional.empty());
    assertTrue(turns.begin(turn, NOW));

    assertFalse(turns.begin(turn, NOW));
    assertEquals(Set.of(turn.channelId()), turns.wanted(NOW).channels());
    turns.end(turn);

    assertTrue(turns.begin(turn, NOW));
  }

  @Test
  void shouldLeaveRoomToOthersBesideOneServer() {
    long begun =
        Stream.generate(() -> turn(Optional.of("n/slow")))
            .limit(100)
            .filter(turn -> turns.begin(turn, NOW))
            .count();

    assertTrue(begun < ReadingTurns.CHANNELS / 4, "of one server: " + begun);
    assertTrue(turns.begin(turn(Optional.of("n/quick")), NOW));
    assertTrue(turns.room("n") > 0);
  }

  @Test
  void shouldLeaveRoomToOthersBesideOneNetwork() {
    int room = turns.room("n");
    Stream.generate(() -> turn(Optional.empty()))
        .limit(room)
        .forEach(turn -> turns.begin(turn, NOW));

    assertEquals(0, turns.room("n"));
    assertEquals(room, turns.room("other"));
    assertTrue(room < ReadingTurns.CHANNELS);
  }

  @Test
  void shouldGiveRoomBack() {
    int room = turns.room("n");
    Turn turn = turn(Optional.of("n/server"));
    turns.begin(turn, NOW);
    assertEquals(room - 1, turns.room("n"));

    turns.end(turn);

    assertEquals(room, turns.room("n"));
  }

  @Test
  void shouldLeaveAChannelAloneForAsLongAsItsNetworkAsks() {
    UUID channel = UUID.randomUUID();
    turns.leaveAlone(channel, Duration.ofMinutes(10), NOW);

    assertEquals(Set.of(channel), turns.wanted(NOW.plusSeconds(599)).channels());
    assertEquals(Set.of(), turns.wanted(NOW.plusSeconds(600)).channels());
  }

  private static Turn turn(Optional<String> server) {
    return new Turn("n", UUID.randomUUID(), server, false);
  }
}
