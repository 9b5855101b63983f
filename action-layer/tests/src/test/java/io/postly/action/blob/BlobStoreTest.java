package io.postly.action.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of blobs keeps to. */
abstract class BlobStoreTest {

  static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  static final String DIGEST_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  static final long LARGEST = 1_000;

  private BlobStore blobs;

  /**
   * Opens the one store of a test, as one of many services does; its blobs have {@link #LARGEST}
   * bytes.
   */
  abstract BlobStore open();

  /** Puts something else in the place of a blob, past the store. */
  abstract void damage(BlobId id, byte[] content);

  /** What is kept of blobs, {@code ab/abcd…} by their names. */
  abstract List<String> kept();

  @BeforeEach
  void openBlobs() {
    blobs = open();
  }

  @Test
  void shouldNameBlobByItsContent() {
    assertEquals(new BlobId(DIGEST_OF_HELLO), blobs.put(HELLO));
  }

  @Test
  void shouldGiveWhatWasPutToEveryService() {
    // Given
    BlobId id = blobs.put(HELLO);

    // When
    BlobStore elsewhere = open();

    // Then
    assertArrayEquals(HELLO, elsewhere.get(id).orElseThrow());
  }

  @Test
  void shouldKeepBlobOfEverySizeThatIsAllowed() {
    // Given
    byte[] largest = new byte[(int) LARGEST];
    largest[0] = -1;

    // Then
    assertArrayEquals(largest, blobs.get(blobs.put(largest)).orElseThrow());
    assertArrayEquals(new byte[0], blobs.get(blobs.put(new byte[0])).orElseThrow());
  }

  @Test
  void shouldKnowNothingOfOtherNames() {
    assertTrue(blobs.get(new BlobId(DIGEST_OF_HELLO)).isEmpty());
  }

  @Test
  void shouldKeepOneHoweverOftenAndByHoweverManyTheSameIsPut() throws Exception {
    // When
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BlobId>> written =
          IntStream.range(0, 50).mapToObj(_ -> writers.submit(() -> blobs.put(HELLO))).toList();
      for (Future<BlobId> each : written) {
        each.get();
      }
    }

    // Then
    assertEquals(List.of("2c/" + DIGEST_OF_HELLO), kept());
    assertArrayEquals(HELLO, blobs.get(new BlobId(DIGEST_OF_HELLO)).orElseThrow());
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    // When
    assertThrows(
        IllegalArgumentException.class, () -> blobs.put(new byte[Math.toIntExact(LARGEST) + 1]));

    // Then
    assertEquals(List.of(), kept());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 1_000, 1_001, 100_000})
  void shouldNotGiveOutWhatWasDamaged(int bytes) {
    // Given
    BlobId id = blobs.put(HELLO);
    damage(id, new byte[bytes]);

    // When
    BlobStoreException refused = assertThrows(BlobStoreException.class, () -> blobs.get(id));

    // Then
    assertFalse(refused.isLasting());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hell", "hullo", "hello, and more than was put"})
  void shouldMendWhatWasDamagedWhenItIsPutAgain(String damaged) {
    // Given
    BlobId id = blobs.put(HELLO);
    damage(id, damaged.getBytes(StandardCharsets.UTF_8));

    // When
    blobs.put(HELLO);

    // Then
    assertArrayEquals(HELLO, blobs.get(id).orElseThrow());
  }

  @Test
  void shouldBePutToAfterItWasPrepared() {
    // Given
    blobs.prepareForPutting();
    open().prepareForPutting();

    // Then
    assertArrayEquals(HELLO, blobs.get(blobs.put(HELLO)).orElseThrow());
  }
}
