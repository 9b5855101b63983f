package io.postly.drafts.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.blob.BlobMemory;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.OutgoingHttp;
import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsErrorCode;
import io.postly.drafts.picture.PictureRefusedException;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where pictures are fetched from, as it is outside of tests. */
class PictureFetchingTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PictureFetching fetching =
      new PictureFetching(
          new OutgoingHttp(
              VERTX, new OutgoingHttp.Timeouts(PATIENCE, PATIENCE), false, Clock.systemUTC()),
          new WaitingPlaces(new BlobMemory(1_000, PATIENCE)),
          new PictureHosts(true, List.of()),
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
    "ftp://example.org/a.jpg, must start with https://",
    "file:///etc/passwd, must start with https://",
    "https://user@example.org/a.jpg, 'must have no user name, password or fragment'"
  })
  void shouldReachPublicEncryptedAddressesAlone(String url, String message) {
    PictureRefusedException refused =
        assertThrows(PictureRefusedException.class, () -> fetching.address(url));

    assertEquals(message, refused.getMessage());
  }

  @Test
  void shouldNotTellNamesThatAreInsideFromNamesThatAreNot() {
    assertEquals(refusal(HttpAnswer.UNKNOWN_HOST), refusal(HttpAnswer.NOT_ALLOWED));
  }

  private String refusal(String reason) {
    return assertThrows(
            PictureRefusedException.class, () -> fetching.content(new HttpAnswer.NotSent(reason)))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void shouldSayThatTheCallMayBeRepeatedWhereTheOtherServerIsAtFault(HttpAnswer answer) {
    ProblemException failed = assertThrows(ProblemException.class, () -> fetching.content(answer));

    assertEquals(DraftsErrorCode.PICTURE_NOT_REACHED, failed.code());
    assertTrue(failed.isRetryable());
  }

  static Stream<HttpAnswer> passing() {
    return Stream.of(
        new HttpAnswer.NotSent("connect_timeout"),
        new HttpAnswer.NoAnswer("timeout"),
        answered(429),
        answered(503));
  }

  private static HttpAnswer answered(int status) {
    return new HttpAnswer.Answered(status, Map.of(), Optional.empty(), Optional.empty());
  }
}
