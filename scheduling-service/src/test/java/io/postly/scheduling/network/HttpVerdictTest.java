package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.outgoing.HttpAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpVerdictTest {

  /** What was certainly not taken, by whatever request, is judged the same. */
  @ParameterizedTest
  @MethodSource("refusals")
  void shouldJudgeUploadAsThePostItself(HttpAnswer answer) {
    Delivery ofPost = HttpVerdict.of(answer, _ -> unexpected(), _ -> unexpected());

    NotUploadedException ofUpload =
        assertThrows(
            NotUploadedException.class, () -> HttpVerdict.ofUpload(answer, _ -> unexpected()));

    assertEquals(ofPost, ofUpload.outcome());
  }

  static Stream<HttpAnswer> refusals() {
    return Stream.of(
        new HttpAnswer.NotSent(HttpAnswer.NOT_ALLOWED),
        new HttpAnswer.NotSent("connection_refused"),
        answered(307),
        answered(308));
  }

  private static HttpAnswer answered(int status) {
    return new HttpAnswer.Answered(status, Map.of(), Optional.empty(), Optional.empty());
  }

  private static Delivery.NotDelivered unexpected() {
    throw new AssertionError("The network's own words do not count here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HttpAnswer.UNKNOWN_HOST,
        HttpAnswer.TLS_FAILED,
        HttpAnswer.CONNECTION_REFUSED,
        HttpAnswer.CONNECTION_FAILED,
        HttpAnswer.CONNECT_TIMEOUT,
        HttpAnswer.CONNECTION_LOST,
        HttpAnswer.TIMEOUT,
        "http_500",
        "http_503"
      })
  void shouldKnowWhereAServerFails(String reason) {
    assertTrue(HttpVerdict.isServersFailure(reason));
    assertFalse(HttpVerdict.isAnswer(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http_400",
        "http_401",
        "http_429",
        Delivery.CREDENTIALS_REFUSED,
        Delivery.POST_GONE
      })
  void shouldKnowWhereAServerRefuses(String reason) {
    assertTrue(HttpVerdict.isAnswer(reason));
    assertFalse(HttpVerdict.isServersFailure(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HttpAnswer.TOO_LATE,
        HttpAnswer.NOT_ALLOWED,
        Delivery.CREDENTIALS_UNUSABLE,
        Delivery.PICTURES_NOT_PERMITTED,
        "connector_failed",
        "pictures_waiting",
        "interrupted",
        "dispatcher_lost"
      })
  void shouldTakeWhatPostlyFoundOutAloneForNeither(String reason) {
    assertFalse(HttpVerdict.isServersFailure(reason));
    assertFalse(HttpVerdict.isAnswer(reason));
  }
}
