package io.postly.analytics.workflow;

import io.postly.action.fixture.MovableClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Lets tests close workflows when they want it. */
@ApplicationScoped
public class ClosingDrill {

  private static final Duration LONG = Duration.ofDays(2);

  @Inject WorkflowClosing closing;
  @Inject MovableClock clock;

  /** Closes whatever has ended, however long one waits for more of it. */
  public void closeEnded() {
    closeAfter(LONG);
  }

  /** Closes as if that long had passed since the last event. */
  public void closeAfter(Duration silence) {
    clock.advance(silence);
    try {
      closing.closeEnded();
    } finally {
      clock.reset();
    }
  }
}
