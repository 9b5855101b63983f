package io.postly.scheduling.dispatch;

import io.postly.scheduling.SchedulingConfig;
import java.time.Duration;
import java.util.List;

/** A dispatcher's settings as the tests vary them; the rest as by default. */
record DispatchSettings(
    int batchSize, int concurrency, Duration pauseBeforeSend, Duration pauseAfterSend)
    implements SchedulingConfig.Dispatch {

  static final DispatchSettings USUAL = new DispatchSettings(100, 32, Duration.ZERO, Duration.ZERO);

  static DispatchSettings pausingBeforeSend(Duration pause) {
    return new DispatchSettings(100, 32, pause, Duration.ZERO);
  }

  static DispatchSettings smallSteps() {
    return new DispatchSettings(7, 5, Duration.ZERO, Duration.ZERO);
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(250);
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration grace() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration lateTolerance() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration approvalGrace() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Duration> retryDelays() {
    return List.of(Duration.ofSeconds(10));
  }

  @Override
  public Duration shutdownTimeout() {
    return Duration.ofSeconds(20);
  }
}
