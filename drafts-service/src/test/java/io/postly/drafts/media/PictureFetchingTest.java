package io.postly.drafts.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.outgoing.OutgoingHttp;
import io.postly.drafts.picture.PictureRefusedException;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where pictures are fetched from, as it is outside of tests. */
class PictureFetchingTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PictureFetching fetching =
      new PictureFetching(
          new OutgoingHttp(
              VERTX, new OutgoingHttp.Timeouts(PATIENCE, PATIENCE), false, Clock.systemUTC()),
          1_000);

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1/a.jpg, must be a public address",
    "https://[::1]/a.jpg, must be a public address",
    "https://[::ffff:10.0.0.1]/a.jpg, must be a public address",
    "https://169.254.169.254/latest/meta-data/, must be a public address",
    "https://localhost:8081/a.jpg, must be a public address",
    "http://example.org/a.jpg, must start with https://",
    "file:///etc/passwd, must start with https:// or http://",
    "https://user@example.org/a.jpg, 'must have no user name, password or fragment'"
  })
  void shouldReachPublicEncryptedAddressesAlone(String url, String message) {
    PictureRefusedException refused =
        assertThrows(PictureRefusedException.class, () -> fetching.fetch(url));

    assertEquals(message, refused.getMessage());
  }
}
