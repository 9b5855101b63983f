package io.postly.scheduling.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.MovableClock;
import io.postly.action.metric.Metric;
import io.postly.scheduling.clock.SharedClock.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When rounds are left out, and how often the database is asked for the time. */
class ClockWatchTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock own = new MovableClock();
  private final MovableClock database = new MovableClock();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger rounds = new AtomicInteger();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ClockWatch watch = new ClockWatch(own, this::quickly, meters);
  private final Runnable round = watch.unlessAhead(rounds::incrementAndGet);

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.3S", "PT-0.3S", "PT-1H"})
  void shouldGoOnWithAClockThatIsRightOrBehind(Duration ahead) {
    own.advance(ahead);

    round.run();

    assertEquals(1, rounds.get());
    assertEquals(ahead.toMillis() / 1000.0, told(), 0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.7S", "PT1H"})
  void shouldLeaveRoundsOutWithAClockThatIsAhead(Duration ahead) {
    own.advance(ahead);

    round.run();
    round.run();

    assertEquals(0, rounds.get());
    assertEquals(ahead.toMillis() / 1000.0, told(), 0.1);
  }

  @Test
  void shouldNotAskTheDatabaseEachTime() {
    round.run();
    round.run();
    round.run();

    assertEquals(3, rounds.get());
    assertEquals(1, looks.get());
  }

  @Test
  void shouldSeeAJumpAtOnceAndItsEnd() {
    round.run();

    own.advance(HOUR);
    round.run();
    assertEquals(1, rounds.get());

    own.advance(HOUR.negated());
    round.run();
    assertEquals(2, rounds.get());
  }

  /** As after a sleep: no clock that nobody sets goes on, and both others are right. */
  @Test
  void shouldBelieveNoJumpThatTheDatabaseMakesToo() {
    round.run();

    own.advance(HOUR);
    database.advance(HOUR);
    round.run();

    assertEquals(2, rounds.get());
    assertEquals(2, looks.get());
  }

  @Test
  void shouldTellNothingBeforeItHasLooked() {
    assertTrue(Double.isNaN(told()));
  }

  @Test
  void shouldLeaveTheRoundOutIfTheTimeIsNotKnown() {
    Runnable guarded =
        new ClockWatch(
                own,
                () -> {
                  throw new IllegalStateException("The database does not tell the time");
                },
                new SimpleMeterRegistry())
            .unlessAhead(rounds::incrementAndGet);

    assertThrows(IllegalStateException.class, guarded::run);
    assertEquals(0, rounds.get());
  }

  /** The answer may be that old already. */
  @Test
  void shouldNotTakeTheAnswersWayForAClockThatIsAhead() {
    own.advance(Duration.ofSeconds(1));
    expectAfter(1, List.of(1500, 2000, 1500));
  }

  @Test
  void shouldGoByTheQuickestAnswer() {
    own.advance(Duration.ofSeconds(1));
    expectAfter(0, List.of(1500, 20));
  }

  private void expectAfter(int expectedRounds, List<Integer> answersTakingMillis) {
    Iterator<Integer> answers = answersTakingMillis.iterator();
    new ClockWatch(own, () -> taking(answers.next()), new SimpleMeterRegistry())
        .unlessAhead(rounds::incrementAndGet)
        .run();

    assertEquals(expectedRounds, rounds.get());
    assertEquals(answersTakingMillis.size(), looks.get());
  }

  @Test
  void shouldLogOncePerChange() {
    List<String> logged = new ArrayList<>();
    Logger log = Logger.getLogger(ClockWatch.class.getName());
    Handler handler = collecting(logged);
    log.addHandler(handler);
    try {
      round.run();
      own.advance(HOUR);
      round.run();
      round.run();
      own.advance(HOUR.negated());
      round.run();
      round.run();
    } finally {
      log.removeHandler(handler);
    }

    assertEquals(List.of("WARN", "WARN"), logged);
  }

  private static Handler collecting(List<String> levels) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        levels.add(record.getLevel().getName().substring(0, 4));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private Reading quickly() {
    return taking(0);
  }

  private Reading taking(int millis) {
    looks.incrementAndGet();
    long answered = System.nanoTime();
    return new Reading(
        database.instant(), answered - Duration.ofMillis(millis).toNanos(), answered);
  }

  private double told() {
    return meters.get(Metric.CLOCK_AHEAD.prometheusName()).gauge().value();
  }
}
