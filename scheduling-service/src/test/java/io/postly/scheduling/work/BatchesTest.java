package io.postly.scheduling.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final Duration ALWAYS = Duration.ofDays(1);

  private final List<UUID> due = new ArrayList<>();
  private final Set<UUID> unreadable = new HashSet<>();
  private final List<UUID> dealtWith = new ArrayList<>();
  private int transactions;

  @Test
  void shouldDealWithManyInOneTransaction() {
    List<UUID> some = due(3);

    assertEquals(3, new Batches("tests").deal(10, this::deal));

    assertEquals(some, dealtWith);
    assertEquals(1, transactions);
  }

  @Test
  void shouldDealWithTheOthersOfABatchThatFails() {
    List<UUID> before = due(2);
    unreadable.addAll(due(1));
    List<UUID> after = due(2);

    assertEquals(4, new Batches("tests").deal(10, this::deal));

    assertEquals(concat(before, after), dealtWith);
  }

  @Test
  void shouldReachWhatComesAfterMoreThanABatchOfWhatFails() {
    unreadable.addAll(due(7));
    List<UUID> after = due(2);
    Batches batches = new Batches("tests", ALWAYS);

    IntStream.range(0, 3).forEach(_ -> batches.deal(3, this::deal));

    assertEquals(after, dealtWith);
  }

  @Test
  void shouldBeWholeAgainAfterABatchThatFailed() {
    unreadable.addAll(due(1));
    due(3);
    Batches batches = new Batches("tests", ALWAYS);
    batches.deal(2, this::deal);
    transactions = 0;

    batches.deal(10, this::deal);

    assertEquals(3, dealtWith.size());
    assertEquals(1, transactions);
  }

  @Test
  void shouldKeepTheClaimsThatWereMadeBeforeWhatFailsForAll() {
    List<UUID> claims =
        new Batches("tests")
            .claim(
                10,
                batch -> {
                  transactions++;
                  if (transactions == 1) {
                    batch.meet(List.of(new UUID(0, 1), new UUID(0, 2)), Function.identity());
                    throw new IllegalStateException("One of them is unreadable");
                  }
                  if (transactions == 3) {
                    throw new IllegalStateException("No connection");
                  }
                  return batch.meet(List.of(new UUID(0, transactions)), Function.identity());
                });

    assertEquals(List.of(new UUID(0, 2)), claims);
  }

  @Test
  void shouldTryAgainAfterAWhile() {
    List<UUID> mended = due(1);
    unreadable.addAll(mended);
    Batches batches = new Batches("tests", Duration.ZERO);
    batches.deal(10, this::deal);
    unreadable.clear();

    batches.deal(10, this::deal);

    assertEquals(mended, dealtWith);
  }

  @Test
  void shouldGiveUpAtOnceWhatFailsBeforeAnythingIsMet() {
    Batches batches = new Batches("tests");

    assertThrows(
        IllegalStateException.class,
        () ->
            batches.deal(
                10,
                _ -> {
                  transactions++;
                  throw new IllegalStateException("no database");
                }));

    assertEquals(1, transactions);
  }

  @Test
  void shouldClaimOnlyWhatSucceeded() {
    unreadable.addAll(due(1));
    List<UUID> others = due(2);

    List<UUID> claimed =
        new Batches("tests")
            .claim(
                10,
                batch -> {
                  int from = dealtWith.size();
                  deal(batch);
                  return List.copyOf(dealtWith.subList(from, dealtWith.size()));
                });

    assertEquals(others, claimed);
  }

  private List<UUID> due(int count) {
    List<UUID> more = Stream.generate(UUID::randomUUID).limit(count).toList();
    due.addAll(more);
    return more;
  }

  private static List<UUID> concat(List<UUID> one, List<UUID> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** As a ledger does: all of it, or nothing. */
  private int deal(Batch batch) {
    transactions++;
    Set<UUID> aside = Set.of(batch.aside());
    List<UUID> found =
        batch.meet(
            due.stream()
                .filter(id -> !aside.contains(id) && !dealtWith.contains(id))
                .limit(batch.limit())
                .toList(),
            id -> id);
    if (found.stream().anyMatch(unreadable::contains)) {
      throw new IllegalStateException("unreadable");
    }
    dealtWith.addAll(found);
    return found.size();
  }
}
