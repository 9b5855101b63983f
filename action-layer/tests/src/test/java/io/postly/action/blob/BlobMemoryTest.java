package io.postly.action.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BlobMemoryTest {

  private static final int BOUND = 10_240;
  private static final Duration BRIEFLY = Duration.ofMillis(20);

  private final BlobMemory memory = new BlobMemory(BOUND, BRIEFLY);

  @Test
  void shouldBoundBytesAndNotTheirNumber() {
    for (int i = 0; i < 10; i++) {
      assertTrue(memory.holdAtOnce(1_024).isPresent());
    }

    assertEquals(Optional.empty(), memory.holdAtOnce(1));
    assertEquals(Optional.empty(), memory.hold(1));
  }

  @Test
  void shouldGiveBackOnceWhateverIsClosed() {
    BlobMemory.Held held = memory.hold(BOUND).orElseThrow();

    held.close();
    held.close();

    BlobMemory.Held again = memory.holdAtOnce(BOUND).orElseThrow();
    assertEquals(Optional.empty(), memory.holdAtOnce(1));
    again.close();
  }

  @Test
  void shouldLetWhatIsLargerThanTheBoundGoAlone() {
    BlobMemory.Held small = memory.hold(1).orElseThrow();
    assertEquals(Optional.empty(), memory.hold(5L * BOUND));

    small.close();

    assertTrue(memory.hold(5L * BOUND).isPresent());
    assertEquals(Optional.empty(), memory.holdAtOnce(1));
  }

  @Test
  void shouldBoundAPartByItself() {
    BlobMemory part = memory.part(2);

    BlobMemory.Held half = part.hold(BOUND / 2).orElseThrow();

    assertEquals(Optional.empty(), part.hold(1));
    assertTrue(memory.holdAtOnce(BOUND).isPresent());
    half.close();
    assertTrue(part.holdAtOnce(BOUND / 2).isPresent());
  }

  @Test
  void shouldHaveRoomForNothingWhateverElseWaits() throws InterruptedException {
    BlobMemory patient = new BlobMemory(BOUND, Duration.ofSeconds(20));
    BlobMemory.Held held = patient.hold(BOUND).orElseThrow();
    Thread waiting = Thread.ofPlatform().start(() -> patient.hold(1));
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertTrue(patient.holdAtOnce(0).isPresent());

    held.close();
    waiting.join();
  }

  @Test
  @Timeout(20)
  void shouldWaitAWhileForRoom() throws Exception {
    BlobMemory patient = new BlobMemory(BOUND, Duration.ofSeconds(20));
    BlobMemory.Held held = patient.hold(BOUND).orElseThrow();
    CompletableFuture<Optional<BlobMemory.Held>> waiting =
        CompletableFuture.supplyAsync(() -> patient.hold(BOUND));

    held.close();

    assertTrue(waiting.get(20, TimeUnit.SECONDS).isPresent());
  }
}
