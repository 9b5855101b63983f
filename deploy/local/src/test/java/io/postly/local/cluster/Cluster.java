package io.postly.local.cluster;

import io.postly.local.Part;
import io.postly.local.Port;
import io.postly.local.Ports;
import io.postly.local.PostlyHome;
import io.postly.local.PostlySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka and some scheduling services that share them, each a process of its own on
 * ports of its own, in a directory that is made anew. Closing it ends what it has started, and
 * nothing else.
 */
final class Cluster implements AutoCloseable {

  /** How long a dispatcher's claim holds: as short as the time for a request allows. */
  static final Duration LEASE = Duration.ofSeconds(9);

  private final PostlySet engines;
  private final List<Part> replicas = new ArrayList<>();

  /**
   * A cluster that does not run yet.
   *
   * @param concurrency how many posts a replica sends at the same time
   */
  Cluster(Path directory, int replicaCount, int concurrency, String credentialsKey)
      throws IOException {
    Ports ports = Ports.free();
    PostlyHome home = PostlyHome.at(directory.resolve("engines"));
    // What an interrupted run has left.
    PostlySet.open(home, ports).stopAll();
    for (int n = 1; n <= replicaCount; n++) {
      PostlySet.open(PostlyHome.at(directory.resolve("replica-" + n)), ports).stopAll();
    }
    delete(directory);
    engines = PostlySet.open(home, ports);
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_PASSWORD",
            engines.databasePassword("scheduling"),
            "QUARKUS_OIDC_TENANT_ENABLED",
            "false",
            "POSTLY_SCHEDULING_CREDENTIALS_KEY",
            credentialsKey,
            "POSTLY_SCHEDULING_DISPATCH_LEASE",
            LEASE.toString(),
            "POSTLY_SCHEDULING_DISPATCH_CONCURRENCY",
            Integer.toString(concurrency),
            "POSTLY_SCHEDULING_DISPATCH_RETRY_DELAYS",
            "PT1S" + ",PT3S".repeat(19),
            "POSTLY_SCHEDULING_OUTGOING_CONNECT_TIMEOUT",
            "PT0.5S",
            "POSTLY_SCHEDULING_OUTGOING_TIMEOUT",
            "PT2S");
    for (int n = 1; n <= replicaCount; n++) {
      Ports own = ports.with(Port.SCHEDULING, Ports.free().of(Port.SCHEDULING));
      replicas.add(
          PostlySet.open(PostlyHome.at(directory.resolve("replica-" + n)), own)
              .part("scheduling-service")
              .environment(settings));
    }
  }

  /** The first replica brings the database to its form. */
  void start() {
    database().start();
    broker().start();
    replicas.forEach(Part::start);
  }

  Part database() {
    return engines.part("postgres");
  }

  Part broker() {
    return engines.part("kafka");
  }

  List<Part> replicas() {
    return List.copyOf(replicas);
  }

  PostlySet engines() {
    return engines;
  }

  @Override
  public void close() {
    replicas.forEach(Part::stop);
    broker().stop();
    database().stop();
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> below = Files.walk(directory)) {
        for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
