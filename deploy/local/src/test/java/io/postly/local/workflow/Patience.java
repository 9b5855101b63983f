package io.postly.local.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Calls as a good client does: repeats what the answer says may be repeated. */
final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private Patience() {}

  static Answer call(Actions actions, String action, Map<String, Object> arguments) {
    Instant end = Instant.now().plus(LONGEST);
    Answer answer = actions.call(action, arguments);
    while (answer.failed()
        && answer.body().at("/retryable").asBoolean()
        && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = actions.call(action, arguments);
    }
    return answer;
  }
}
