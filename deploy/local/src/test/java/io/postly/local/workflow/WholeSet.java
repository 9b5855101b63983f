package io.postly.local.workflow;

import io.postly.local.Ports;
import io.postly.local.PostlyHome;
import io.postly.local.PostlySet;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The set that all tests of this package share: started as {@code ./postly up} does, on other
 * ports, in a folder of its own, with traces and with logs for programs.
 */
final class WholeSet {

  private static PostlySet running;
  private static TraceReceiver collector;

  private WholeSet() {}

  /** Where it keeps its data, between runs of the tests too. */
  static PostlyHome home() {
    return PostlyHome.at(Path.of("target", "whole-set"));
  }

  /** Where the parts of the running set send their spans. */
  static synchronized TraceReceiver collector() {
    running();
    return collector;
  }

  /** What parts of this set are started with, and more. */
  static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
    all.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
    all.put("POSTLY_LOG_JSON", "true");
    return all;
  }

  static synchronized PostlySet running() {
    if (running == null) {
      PostlyHome home = home();
      // What an interrupted run has left would answer on ports of its own.
      PostlySet.open(home, Ports.free()).stopAll();
      PostlySet set = PostlySet.open(home, Ports.free());
      collector = TraceReceiver.start();
      PostlySet.APPLICATIONS.forEach(name -> set.part(name).environment(environment(Map.of())));
      Runtime.getRuntime().addShutdownHook(new Thread(set::stopAll));
      set.start(new PrintedProgress());
      running = set;
    }
    return running;
  }
}
