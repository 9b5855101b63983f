package io.postly.local.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a drill is made of.
 *
 * @param posts how many are planned
 * @param dueWithin the time in which all of them become due
 * @param faultsFor how long faults go on, from before the first post is due
 * @param replicas how many services work on the one database
 * @param seed of all chance; the order of events is the machine's all the same
 */
record DrillOptions(int posts, Duration dueWithin, Duration faultsFor, int replicas, long seed) {

  static final String USAGE =
      """
      Usage: deploy/bench/cluster [options]

        --posts <n>       posts that become due (10000)
        --due-within <s>  seconds in which all of them do (60)
        --seconds <s>     how long faults go on (600)
        --replicas <n>    scheduling services on the one database (3)
        --seed <n>        of all chance (that of the moment)
        --help            this text

      POSTLY_NATIVE=scheduling-service runs the native executable instead of a JVM.
      """;

  private static final Set<String> KNOWN =
      Set.of("--posts", "--due-within", "--seconds", "--replicas", "--seed");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it has something else than the options
   */
  static DrillOptions read(String... arguments) {
    Map<String, Long> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException("What is " + arguments[i] + "?");
      }
      given.put(arguments[i], Long.valueOf(arguments[i + 1]));
    }
    return new DrillOptions(
        given.getOrDefault("--posts", 10_000L).intValue(),
        Duration.ofSeconds(given.getOrDefault("--due-within", 60L)),
        Duration.ofSeconds(given.getOrDefault("--seconds", 600L)),
        given.getOrDefault("--replicas", 3L).intValue(),
        given.getOrDefault("--seed", System.nanoTime()));
  }
}
