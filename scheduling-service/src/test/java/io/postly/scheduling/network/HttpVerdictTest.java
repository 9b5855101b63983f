package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.outgoing.HttpAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
