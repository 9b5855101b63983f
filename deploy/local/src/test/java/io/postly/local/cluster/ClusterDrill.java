package io.postly.local.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Posts become due while services, engines and the receiver fail at random; the receiver's own
 * record says whether the dispatcher keeps its promises. Started by {@code deploy/bench/cluster},
 * which has its README beside it; no test of the build. Ends with 0 if they were kept, with 1 if
 * not, with 2 if it could not be found out.
 */
public final class ClusterDrill {

  private static final Duration LONGEST_THOUGHT = Duration.ofMillis(1500);
  private static final Duration UNTIL_FIRST_DUE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(15);

  /** The part of the time with faults in which everything would be sent if there were none. */
  private static final double BUSY = 0.5;

  private static final int MOST_SHOWN = 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final DrillOptions options;
  private final Random random;

  private ClusterDrill(DrillOptions options) {
    this.options = options;
    this.random = new Random(options.seed());
  }

  /** Runs a drill; see {@link DrillOptions#USAGE}. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(DrillOptions.USAGE);
      return;
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(outcome(arguments));
  }

  private static int outcome(String... arguments) {
    try {
      return new ClusterDrill(DrillOptions.read(arguments)).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + DrillOptions.USAGE);
      return 2;
    } catch (Exception e) {
      say("The drill could not be ended: " + e);
      return 2;
    }
  }

  private boolean run() throws Exception {
    say("A drill with " + options);
    ChannelCredentials credentials = new ChannelCredentials();
    try (Receiver receiver = new Receiver(LONGEST_THOUGHT, random);
        Cluster cluster =
            new Cluster(
                Path.of("target", "cluster"),
                options.replicas(),
                concurrency(),
                credentials.key())) {
      Thread stopping = new Thread(cluster::close, "stopping");
      Runtime.getRuntime().addShutdownHook(stopping);
      try {
        cluster.start();
        return drill(cluster, receiver, credentials);
      } finally {
        Runtime.getRuntime().removeShutdownHook(stopping);
      }
    }
  }

  /** So small that posts are on their way for as long as there are faults. */
  private int concurrency() {
    double sendingSeconds = options.posts() * LONGEST_THOUGHT.toMillis() / 2.0 / 1000;
    double seconds = options.faultsFor().toSeconds() * BUSY * options.replicas();
    return Math.max(2, (int) Math.ceil(sendingSeconds / seconds));
  }

  private boolean drill(Cluster cluster, Receiver receiver, ChannelCredentials credentials)
      throws SQLException, InterruptedException, ExecutionException, IOException {
    Database database = new Database(cluster.engines());
    Instant firstDue = Instant.now().plus(UNTIL_FIRST_DUE).truncatedTo(ChronoUnit.MILLIS);
    database.plan(options, receiver, credentials, firstDue);
    say("%d posts are due from %s on".formatted(options.posts(), firstDue));
    Map<String, Integer> faults =
        new Faults(cluster, receiver, options.faultsFor(), random, ClusterDrill::say).run();
    say("No more faults: " + faults);
    settle(database);
    Judge judge =
        new Judge(receiver.receipts(), database.fates(), PublicationEvents.read(cluster.engines()));
    return tell(faults, judge.outcomes(), judge.objections(options.posts()));
  }

  /** Waits until nothing moves any more, or for as long as anybody would. */
  private static void settle(Database database) throws SQLException, InterruptedException {
    long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
    while (System.nanoTime() < end
        && (database.countUnsettled() > 0 || database.countUnsentEvents() > 0)) {
      Thread.sleep(Duration.ofSeconds(1));
    }
    say(
        "%d posts and %d events wait"
            .formatted(database.countUnsettled(), database.countUnsentEvents()));
  }

  private boolean tell(
      Map<String, Integer> faults, Map<String, Long> outcomes, List<String> objections)
      throws IOException {
    outcomes.forEach((outcome, count) -> say("%6d %s".formatted(count, outcome)));
    objections.stream().limit(MOST_SHOWN).forEach(ClusterDrill::say);
    say(objections.isEmpty() ? "All promises were kept." : objections.size() + " OBJECTIONS");
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("options", options.toString());
    results.put("native", System.getenv().getOrDefault("POSTLY_NATIVE", ""));
    results.put("faults", faults);
    results.put("outcomes", outcomes);
    results.put("objections", objections);
    Path folder = Path.of("../bench/results");
    Files.createDirectories(folder);
    Path file =
        folder.resolve("cluster-" + Instant.now().toString().replaceAll("[:.]", "-") + ".json");
    MAPPER.writeValue(file.toFile(), results);
    say("Written to " + file.normalize());
    return objections.isEmpty();
  }

  private static void say(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
