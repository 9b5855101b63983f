package io.postly.local;

import java.time.Duration;

/** Is told how a set comes up; parts start in parallel, so calls come from several threads. */
public interface Progress {

  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void starting(String part) {}

        @Override
        public void ready(String part, Duration took) {}
      };

  /** A part is being started. */
  void starting(String part);

  /** A part answers. */
  void ready(String part, Duration took);
}
