package io.postly.scheduling.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TogetherTest {

  private final List<Integer> sizes = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
  private final CountDownLatch othersHaveCome = new CountDownLatch(1);

  @Test
  void shouldDealAtOnceWithAllWhoComeMeanwhile() throws Exception {
    Together<Integer, String> together = new Together<>(4, this::slowly);

    List<Optional<String>> results = askFor(together, 7);

    assertEquals(List.of(1, 4, 2), sizes);
    assertEquals(
        List.of("1", "2", "3", "4", "5", "6", "7"),
        results.stream().map(Optional::orElseThrow).toList());
  }

  @Test
  void shouldSayNothingOfWhatTheWorkDidNotDealWith() {
    Together<Integer, String> together = new Together<>(4, _ -> Map.of(2, "two"));

    assertEquals(Optional.empty(), together.ask(1));
    assertEquals(Optional.of("two"), together.ask(2));
  }

  @Test
  void shouldSayNothingWhereTheWorkFails() {
    Together<Integer, String> together =
        new Together<>(
            4,
            _ -> {
              throw new IllegalStateException("This time it does not work");
            });

    assertTrue(together.ask(1).isEmpty());
    assertTrue(together.ask(1).isEmpty());
  }

  @Test
  void shouldLeaveNobodyWaitingWhateverIsThrown() throws Exception {
    Together<Integer, String> together =
        new Together<>(
            4,
            subjects -> {
              slowly(subjects);
              throw new AssertionError("This cannot be");
            });

    assertTrue(askFor(together, 7).stream().allMatch(Optional::isEmpty));
  }

  /** The first alone, and once it is under way the others, which all wait for it. */
  private List<Optional<String>> askFor(Together<Integer, String> together, int count)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> answers = new ArrayList<>();
      answers.add(threads.submit(() -> together.ask(1)));
      firstIsUnderWay.await();
      for (int subject = 2; subject <= count; subject++) {
        int asked = subject;
        answers.add(threads.submit(() -> together.ask(asked)));
      }
      while (together.waiting() < count - 1) {
        Thread.sleep(1);
      }
      othersHaveCome.countDown();
      List<Optional<String>> results = new ArrayList<>();
      for (Future<Optional<String>> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }

  private Map<Integer, String> slowly(List<Integer> subjects) {
    sizes.add(subjects.size());
    firstIsUnderWay.countDown();
    try {
      othersHaveCome.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return subjects.stream().collect(Collectors.toMap(Function.identity(), String::valueOf));
  }
}
