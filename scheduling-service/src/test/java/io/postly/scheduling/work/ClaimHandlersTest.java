package io.postly.scheduling.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimHandlersTest {

  private final ClaimHandlers<Integer> handlers = new ClaimHandlers<>(4);
  private final AtomicInteger handled = new AtomicInteger();

  @Test
  void shouldTakeUntilNothingIsDue() {
    Iterator<List<Integer>> due = List.of(List.of(1, 2), List.of(3), List.<Integer>of()).iterator();

    int taken =
        handlers.takeAll(
            2, _ -> due.next(), _ -> handled.incrementAndGet(), Duration.ofSeconds(10));
    handlers.awaitIdle();

    assertEquals(3, taken);
    assertEquals(3, handled.get());
  }

  @Test
  void shouldGoOnWithTheRestWhileSomeAreHeldForLong() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    List<Integer> slow = List.of(0, 0, 0);
    Iterator<List<Integer>> due =
        List.of(slow, List.of(1), List.of(2), List.<Integer>of()).iterator();

    int taken =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                handlers.takeAll(
                    4,
                    _ -> due.next(),
                    number -> {
                      if (number == 0) {
                        await(held);
                      }
                      handled.incrementAndGet();
                    },
                    Duration.ofSeconds(30)));

    assertEquals(5, taken);
    held.countDown();
    handlers.awaitIdle();
    assertEquals(5, handled.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever takes has other things to do in between, however much is due. */
  @Test
  void shouldEndAfterAWhileEvenIfThereIsAlwaysMore() {
    int taken =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () ->
                handlers.takeAll(
                    1, _ -> List.of(1), _ -> handled.incrementAndGet(), Duration.ofMillis(20)));
    handlers.awaitIdle();

    assertTrue(taken > 0);
    assertEquals(taken, handled.get());
  }
}
