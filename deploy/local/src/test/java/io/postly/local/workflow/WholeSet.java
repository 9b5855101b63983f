package io.postly.local.workflow;

import io.postly.local.Ports;
import io.postly.local.PostlyHome;
import io.postly.local.PostlySet;
import java.nio.file.Path;

/**
 * The set that all tests of this package share: started as {@code ./postly up} does, on other
 * ports, in a folder of its own.
 */
final class WholeSet {

  private static PostlySet running;

  private WholeSet() {}

  /** Where it keeps its data, between runs of the tests too. */
  static PostlyHome home() {
    return PostlyHome.at(Path.of("target", "whole-set"));
  }

  static synchronized PostlySet running() {
    if (running == null) {
      PostlyHome home = home();
      // What an interrupted run has left would answer on ports of its own.
      PostlySet.open(home, Ports.free()).stopAll();
      PostlySet set = PostlySet.open(home, Ports.free());
      Runtime.getRuntime().addShutdownHook(new Thread(set::stopAll));
      set.start(new PrintedProgress());
      running = set;
    }
    return running;
  }
}
