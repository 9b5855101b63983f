package io.postly.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One process of the set: an engine, a service or the gateway. It goes on when the process that
 * started it ends; whoever opens the same {@link PostlyHome} finds it again. Not for use by several
 * threads at a time.
 */
public final class Part {

  /** What can be said of a part from outside. */
  public enum State {
    /** It was never started, or was stopped in good order. */
    STOPPED,
    /** It runs, but does not answer (yet). */
    STARTING,
    /** It runs and answers. */
    READY,
    /** It ended without having been stopped. */
    DIED
  }

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LAST_LINES = 15;
  private static final List<String> NOT_INHERITED =
      List.of("DEBUG", "JAVA_OPTS", "JAVA_OPTS_APPEND", "JAVA", "POSTLY_HOME");

  private final PartPlan plan;
  private final PostlyHome home;
  private final Ports ports;
  private final AtomicLong startMillis = new AtomicLong();
  private volatile Map<String, String> extraEnvironment = Map.of();

  Part(PartPlan plan, PostlyHome home, Ports ports) {
    this.plan = plan;
    this.home = home;
    this.ports = ports;
  }

  /** For example {@code scheduling-service} or {@code kafka}. */
  public String name() {
    return plan.name();
  }

  /** The port that it answers on. */
  public int port() {
    return ports.of(plan.ports().getFirst());
  }

  /** The program that it is, with its arguments. */
  public List<String> command() {
    return plan.command();
  }

  /** What it has written since its last start. */
  public Path log() {
    return home.log(name());
  }

  /**
   * Variables for the next starts, over those that the launcher sets; they replace the ones given
   * before. A part that runs keeps what it has.
   */
  public Part environment(Map<String, String> variables) {
    extraEnvironment = Map.copyOf(variables);
    return this;
  }

  /**
   * Starts it, and returns when it answers. Does nothing when it runs already.
   *
   * @throws LauncherFailure when a port is in use, it ends, or it does not answer in time
   */
  public void start() {
    if (isRunning()) {
      awaitReady();
      plan.whenReady();
      return;
    }
    long begin = System.nanoTime();
    requireFreePorts();
    plan.prepare();
    spawn();
    awaitReady();
    plan.whenReady();
    startMillis.set(Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** Ends it in good order and, where that takes longer than half a minute, by force. */
  public void stop() {
    recorded()
        .ifPresent(
            identity -> {
              ProcessTree tree = ProcessTree.of(identity);
              // One that is suspended would not see the signal.
              tree.signal("CONT");
              ProcessTree.signal(identity, plan.stopSignal());
              if (!ended(tree, STOP_PATIENCE)) {
                tree.signal("KILL");
                ended(tree, STOP_PATIENCE);
              }
            });
    delete(home.processRecord(name()));
  }

  /** Ends it at once, as a power cut would: nothing is flushed, nobody is told. */
  public void kill() {
    ProcessTree tree = tree();
    tree.signal("KILL");
    ended(tree, STOP_PATIENCE);
  }

  /** Freezes it: connections stay open, nothing is answered. */
  public void suspend() {
    tree().signal("STOP");
  }

  /** Lets it go on after {@link #suspend()}. */
  public void resume() {
    tree().signal("CONT");
  }

  /** Whether its process exists, ready or not. */
  public boolean isRunning() {
    return recorded().filter(ProcessIdentity::isRunning).isPresent();
  }

  /** Its state at this moment. */
  public State state() {
    if (isRunning()) {
      return plan.isReady() ? State.READY : State.STARTING;
    }
    return recorded().isPresent() ? State.DIED : State.STOPPED;
  }

  /**
   * Its process id.
   *
   * @throws IllegalStateException when it does not run
   */
  public long pid() {
    return recorded()
        .filter(ProcessIdentity::isRunning)
        .map(ProcessIdentity::pid)
        .orElseThrow(() -> new IllegalStateException(name() + " does not run"));
  }

  /** Resident memory of its processes in bytes; 0 when it does not run. */
  public long rssBytes() {
    return tree().residentBytes();
  }

  /** How long the last start by this object took until it answered; 0 before the first. */
  public long startMillis() {
    return startMillis.get();
  }

  PartPlan plan() {
    return plan;
  }

  /** Where to read why it failed: the end of its log. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  private void spawn() {
    try {
      PostlyHome.makePrivate(log().getParent());
      if (Files.exists(log())) {
        Files.move(
            log(), log().resolveSibling(name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(detached(plan.command()));
      NOT_INHERITED.forEach(builder.environment()::remove);
      for (Port port : Port.values()) {
        builder.environment().remove(port.key());
      }
      builder.environment().putAll(plan.environment());
      builder.environment().putAll(extraEnvironment);
      builder
          .directory(home.directory().toFile())
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(log().toFile());
      long pid = builder.start().pid();
      ProcessIdentity.of(pid).ifPresent(identity -> identity.record(home.processRecord(name())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a session of its own, so that neither Ctrl-C nor a closed terminal reaches it. */
  private static List<String> detached(List<String> command) {
    List<String> line = new ArrayList<>();
    if (Programs.exists("setsid")) {
      line.add("setsid");
    } else if (Programs.exists("nohup")) {
      line.add("nohup");
    }
    line.addAll(command);
    return line;
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + plan.patience().toNanos();
    while (!plan.isReady()) {
      if (!isRunning()) {
        throw new LauncherFailure(
            name()
                + " ended while it was starting. Its last words ("
                + log()
                + "):\n"
                + lastLines());
      }
      if (System.nanoTime() > deadline) {
        throw new LauncherFailure(
            name()
                + " does not answer after "
                + plan.patience().toSeconds()
                + " s. See "
                + log()
                + ":\n"
                + lastLines());
      }
      pause();
    }
  }

  private void requireFreePorts() {
    for (Port port : plan.ports()) {
      int number = ports.of(port);
      if (!Ports.isFree(number)) {
        throw new LauncherFailure(
            "Port "
                + number
                + ", which "
                + name()
                + " needs, is in use. End what listens there,"
                + " or choose another with "
                + port.key()
                + "=<number> (environment or "
                + home.portsFile()
                + ").");
      }
    }
  }

  private Optional<ProcessIdentity> recorded() {
    return ProcessIdentity.recorded(home.processRecord(name()));
  }

  private ProcessTree tree() {
    return recorded().map(ProcessTree::of).orElseGet(ProcessTree::none);
  }

  private static boolean ended(ProcessTree tree, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (tree.isRunning()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
