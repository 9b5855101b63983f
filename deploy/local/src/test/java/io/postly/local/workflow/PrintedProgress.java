package io.postly.local.workflow;

import io.postly.local.Progress;
import java.time.Duration;

/** Tells the build's log how the shared set comes up. */
final class PrintedProgress implements Progress {

  @Override
  public void starting(String part) {}

  @Override
  public void ready(String part, Duration took) {
    System.out.printf("%s ready after %d ms%n", part, took.toMillis());
  }
}
