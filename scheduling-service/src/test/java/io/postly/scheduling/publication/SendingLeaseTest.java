package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.outgoing.OutgoingHttp;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.TestPictures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void shouldOutlastAnUploadOfEachPictureAndThePostItself() {
    Picture picture = TestPictures.sized(40, 30, MOST_BYTES);
    Duration needed = timeouts.longest(MOST_BYTES).multipliedBy(4).plus(timeouts.longest(0));

    assertTrue(lease.of(List.of(picture, picture, picture, picture)).compareTo(needed) > 0);
  }

  @Test
  void shouldOutlastOneRequestWithAllPicturesInBase64() {
    Picture picture = TestPictures.sized(40, 30, MOST_BYTES);
    Duration needed = timeouts.longest(4 * MOST_BYTES / 3 * 4);

    assertTrue(lease.of(List.of(picture, picture, picture, picture)).compareTo(needed) > 0);
  }
}
