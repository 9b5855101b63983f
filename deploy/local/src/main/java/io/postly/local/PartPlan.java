package io.postly.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How one part of the set is run. */
interface PartPlan {

  String name();

  /** Parts that must be ready before this one is started. */
  Set<String> needs();

  /** The ports that it listens on; the first is the one to show. */
  List<Port> ports();

  /** Brings about what the command needs on disk; does nothing the second time. */
  void prepare();

  List<String> command();

  /** Variables beside those of the launcher. */
  Map<String, String> environment();

  /** Whether it answers. Must not block for longer than a moment. */
  boolean isReady();

  /** What is to be done once it answers, before others rely on it; does nothing the second time. */
  default void whenReady() {}

  /** How long it may take until it answers. */
  default Duration patience() {
    return Duration.ofMinutes(3);
  }

  /** The signal that ends it in good order. */
  default String stopSignal() {
    return "TERM";
  }
}
