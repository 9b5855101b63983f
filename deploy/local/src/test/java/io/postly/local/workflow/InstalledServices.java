package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.PostlySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The services and the gateway in place of the running set's, each started with the environment
 * that an installation gives it and no other variable. Closing it brings back the set's own.
 */
final class InstalledServices implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> PROBES =
      List.of("/q/health/started", "/q/health/live", "/q/health/ready");

  private final PostlySet set;
  private final Map<String, Process> processes = new TreeMap<>();

  /** Stops the set's own. */
  InstalledServices(PostlySet set) {
    this.set = set;
    PostlySet.APPLICATIONS.reversed().forEach(part -> set.part(part).stop());
  }

  /**
   * Starts them, and returns when all are ready.
   *
   * @param environments by part
   * @throws IllegalStateException when one ends instead, with what it wrote
   */
  void start(Map<String, Map<String, String>> environments) {
    for (String part : PostlySet.APPLICATIONS) {
      processes.put(part, start(part, environments.get(part)));
    }
    PostlySet.APPLICATIONS.forEach(this::awaitReady);
  }

  private Process start(String part, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(quick(set.part(part).command()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log(part).getParent());
      return builder.redirectErrorStream(true).redirectOutput(log(part).toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test is over before what a JVM compiles best would pay. */
  private static List<String> quick(List<String> command) {
    List<String> quick = new ArrayList<>(command);
    if (command.contains("-jar")) {
      quick.add(1, "-XX:TieredStopAtLevel=1");
    }
    return quick;
  }

  private void awaitReady(String part) {
    URI address = URI.create("http://127.0.0.1:" + set.part(part).port());
    Eventually.within(
        PATIENCE,
        () -> {
          if (!processes.get(part).isAlive()) {
            throw new IllegalStateException(part + " has ended: " + Files.readString(log(part)));
          }
          for (String probe : PROBES) {
            assertThat(status(address.resolve(probe))).as("%s%s", part, probe).isEqualTo(200);
          }
        });
  }

  private static int status(URI probe) {
    try {
      return Web.get(probe).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static Path log(String part) {
    return Path.of("target", "installed-services", part + ".log");
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroy);
    for (Process process : processes.values()) {
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    set.start(Set.copyOf(PostlySet.APPLICATIONS), new PrintedProgress());
  }
}
