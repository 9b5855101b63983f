package io.postly.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line for each part when it is started, and one when it answers. */
final class ConsoleProgress implements Progress {

  private final PrintStream out;

  ConsoleProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void starting(String part) {
    out.printf("  %-19s starting%n", part);
  }

  @Override
  public void ready(String part, Duration took) {
    out.printf(Locale.ROOT, "  %-19s ready after %.1f s%n", part, took.toMillis() / 1000.0);
  }
}
