package io.postly.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntSupplier;

/**
 * Runs, ends and shows the set, looks through its audit trails, backs it up and restores it: what
 * {@code ./postly} calls. Exit codes: 0 done, 1 not done and said why, or an audit trail that does
 * not hold, 2 not understood, 4 (of {@code running}) not everything runs.
 */
public final class Launcher {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final int NOT_RUNNING = 4;
  private static final String USAGE =
      "Usage: Launcher up|down|status|running|demo|audit|dead-letters|backup FILE|restore FILE";
  private static final long MEGABYTE = 1024 * 1024;

  private final PostlyHome home;
  private final PrintStream out;
  private final Ports wanted;

  Launcher(PostlyHome home, Ports wanted, PrintStream out) {
    this.home = home;
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * One command.
   *
   * @param arguments {@code up}, {@code down}, {@code status}, {@code running}, {@code demo},
   *     {@code audit} with what {@link AuditArguments} reads, {@code dead-letters} with what {@link
   *     DeadLetterArguments} reads, or {@code backup} or {@code restore} with a file
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      PostlyHome home = home();
      Ports wanted = Ports.configured(System.getenv(), home.portsFile());
      if (arguments.length > 0 && arguments[0].equals("audit")) {
        return audit(home, wanted, List.of(arguments).subList(1, arguments.length));
      }
      if (arguments.length > 0 && arguments[0].equals("dead-letters")) {
        return deadLetters(home, wanted, List.of(arguments).subList(1, arguments.length));
      }
      Launcher launcher = new Launcher(home, wanted, System.out);
      return switch (arguments.length) {
        case 1 -> launcher.run(arguments[0]);
        case 2 -> launcher.run(arguments[0], Path.of(arguments[1]));
        default -> notUnderstood();
      };
    } catch (LauncherFailure e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  private static int notUnderstood() {
    System.err.println(USAGE);
    return NOT_UNDERSTOOD;
  }

  private int run(String command) {
    return switch (command) {
      case "up" -> up();
      case "down" -> down();
      case "status" -> status();
      case "running" -> running();
      case "demo" -> demo();
      default -> notUnderstood();
    };
  }

  private int run(String command, Path file) {
    return switch (command) {
      case "backup" -> backup(file);
      case "restore" -> restore(file);
      default -> notUnderstood();
    };
  }

  /** Standard output is the trail's alone: it may be on its way into a file. */
  private static int audit(PostlyHome home, Ports wanted, List<String> arguments) {
    Optional<AuditArguments> understood = AuditArguments.parse(arguments);
    if (understood.isEmpty()) {
      System.err.println(AuditArguments.USAGE);
      return NOT_UNDERSTOOD;
    }
    AuditDatabases databases =
        understood
            .get()
            .databases()
            .map(AuditDatabases::named)
            .orElseGet(() -> AuditDatabases.of(new Launcher(home, wanted, System.err).set()));
    boolean holds = new AuditCommand(databases, System.out, System.err).run(understood.get());
    return holds ? DONE : FAILED;
  }

  private static int deadLetters(PostlyHome home, Ports wanted, List<String> arguments) {
    Optional<DeadLetterArguments> understood = DeadLetterArguments.parse(arguments);
    if (understood.isEmpty()) {
      System.err.println(DeadLetterArguments.USAGE);
      return NOT_UNDERSTOOD;
    }
    PostlySet set = new Launcher(home, wanted, System.err).set();
    String local = "127.0.0.1:" + set.ports().of(Port.KAFKA);
    new DeadLetterCommand(local, understood.get(), System.out).run(understood.get());
    return DONE;
  }

  /** Starts what does not run. */
  int up() {
    return alone(
        () -> {
          PostlySet set = set();
          if (isUp(set)) {
            out.println("Postly is up already.");
            printAddresses(set);
            return DONE;
          }
          remember(set.ports());
          long begin = System.nanoTime();
          set.start(new ConsoleProgress(out));
          seed(set);
          out.printf(Locale.ROOT, "Postly is up after %.1f s.%n", secondsSince(begin));
          printAddresses(set);
          return DONE;
        });
  }

  /** Stops what runs. */
  int down() {
    return alone(
        () -> {
          PostlySet set = set();
          if (set.parts().stream().noneMatch(Part::isRunning)) {
            set.stopAll();
            out.println("Postly is not running.");
            return DONE;
          }
          long begin = System.nanoTime();
          set.stopAll();
          out.printf(
              Locale.ROOT,
              "Postly is down after %.1f s. Its data stays in %s.%n",
              secondsSince(begin),
              home.directory());
          return DONE;
        });
  }

  /** Writes everything that outlives the set into a new file. */
  int backup(Path file) {
    return alone(
        () -> {
          new BackupCommand(home, set(), out).run(file);
          return DONE;
        });
  }

  /** Brings back what a backup has; the set must not run. */
  int restore(Path file) {
    return alone(
        () -> {
          new RestoreCommand(home, set(), Clock.systemUTC(), out).run(file);
          return DONE;
        });
  }

  /** Shows each part. */
  int status() {
    PostlySet set = set();
    out.printf("%-20s %-9s %8s %6s %10s%n", "part", "state", "pid", "port", "memory");
    for (Part part : set.parts()) {
      boolean running = part.isRunning();
      out.printf(
          "%-20s %-9s %8s %6d %10s%n",
          part.name(),
          part.state().name().toLowerCase(Locale.ROOT),
          running ? Long.toString(part.pid()) : "-",
          part.port(),
          running ? part.rssBytes() / MEGABYTE + " MB" : "-");
    }
    return DONE;
  }

  /** Answers, by the exit code, whether everything runs; says so when it does. */
  int running() {
    PostlySet set = set();
    if (isUp(set)) {
      out.println("Postly is up already.");
      printAddresses(set);
      return DONE;
    }
    return NOT_RUNNING;
  }

  /** Fills the demo workspaces of whatever listens on the configured ports, such as containers. */
  int demo() {
    PostlySet set = set();
    boolean isNew = new DemoWorkspaces(set.gateway(), set.issuer()).fillOnce();
    out.println(
        isNew ? "The demo workspaces are filled." : "The demo workspaces have been filled before.");
    return DONE;
  }

  /** Whether an earlier start came to its end, and nothing has ended since. */
  private boolean isUp(PostlySet set) {
    return Files.exists(seeded())
        && set.parts().stream().allMatch(part -> part.state() == Part.State.READY);
  }

  private Path seeded() {
    return home.directory().resolve(BackupCommand.DEMO_FILLED);
  }

  private static PostlyHome home() {
    String configured = System.getenv("POSTLY_HOME");
    return PostlyHome.at(
        configured == null || configured.isBlank()
            ? Project.find().root().resolve(".postly")
            : Path.of(configured));
  }

  /** With the ports that it runs on, as long as anything of it runs. */
  private PostlySet set() {
    if (!Files.exists(home.portsInUse())) {
      return PostlySet.open(home, wanted);
    }
    Properties inUse = PropertiesFile.read(home.portsInUse());
    Ports used = Ports.configured(Map.of(), home.portsInUse());
    PostlySet set = PostlySet.open(home, used);
    boolean idle = inUse.isEmpty() || set.parts().stream().noneMatch(Part::isRunning);
    if (!idle && !used.equals(wanted)) {
      out.println("Postly runs on other ports than are configured now; ./postly down ends it.");
    }
    return idle ? PostlySet.open(home, wanted) : set;
  }

  private void remember(Ports ports) {
    PropertiesFile.write(home.portsInUse(), ports.asProperties());
  }

  private void seed(PostlySet set) {
    if (Files.exists(seeded())) {
      return;
    }
    out.println("  demo workspaces     filling");
    new DemoWorkspaces(set.gateway(), set.issuer()).fill();
    try {
      Files.writeString(seeded(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printAddresses(PostlySet set) {
    List<String> lines =
        List.of(
            "",
            "  MCP        " + set.mcp(),
            "  API        " + set.gateway() + "/api/v1",
            "  Console    " + set.console(),
            "  Keycloak   " + set.issuer(),
            "",
            "  Demo, on this machine only: sign in as acme-editor, acme-approver, acme-admin,",
            "  acme-analyst or acme-viewer (or globex-...), password " + DemoWorkspaces.PASSWORD,
            "",
            "  ./postly status   ./postly logs   ./postly down");
    lines.forEach(out::println);
  }

  /** Two launchers of one home would start everything twice. */
  private int alone(IntSupplier command) {
    try {
      Files.createDirectories(home.directory());
      try (FileChannel channel =
              FileChannel.open(
                  home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new LauncherFailure("Another ./postly command is at work; wait until it is done.");
        }
        return command.getAsInt();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
