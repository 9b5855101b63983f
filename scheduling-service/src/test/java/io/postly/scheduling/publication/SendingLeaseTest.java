package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.outgoing.OutgoingHttp;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.TestPictures;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendingLeaseTest {

  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final Duration USUAL = Duration.ofSeconds(30);

  private final OutgoingHttp.Timeouts timeouts =
      new OutgoingHttp.Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(10));
  private final SendingLease lease = new SendingLease(USUAL);

  @Test
  void shouldBeTheUsualOneForTexts() {
    assertEquals(USUAL, lease.of(List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldOutlastAnUploadOfEachPictureAndThePostItself(int number) {
    Duration needed = timeouts.longest(MOST_BYTES).multipliedBy(number).plus(timeouts.longest(0));

    assertTrue(lease.of(large(number)).compareTo(needed) > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldOutlastOneRequestWithAllPicturesInBase64(int number) {
    Duration needed = timeouts.longest(number * MOST_BYTES / 3 * 4L);

    assertTrue(lease.of(large(number)).compareTo(needed) > 0);
  }

  private static List<Picture> large(int number) {
    return Collections.nCopies(number, TestPictures.sized(40, 30, MOST_BYTES));
  }
}
