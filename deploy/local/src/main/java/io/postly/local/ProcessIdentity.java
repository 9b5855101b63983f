package io.postly.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A process, told from a later one that was given the same id.
 *
 * @param pid the process id
 * @param started when it began, as exactly as the system tells; never two for one id
 */
record ProcessIdentity(long pid, String started) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  // In /proc/<pid>/stat, counted from the field behind the name in parentheses.
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  /** The process with this id, unless it has ended. */
  static Optional<ProcessIdentity> of(long pid) {
    return startMark(pid).map(mark -> new ProcessIdentity(pid, mark));
  }

  /** The process written down in a record, running or not. */
  static Optional<ProcessIdentity> recorded(Path file) {
    Properties properties = PropertiesFile.read(file);
    String pid = properties.getProperty("pid");
    String started = properties.getProperty("started");
    return pid == null || started == null
        ? Optional.empty()
        : Optional.of(new ProcessIdentity(Long.parseLong(pid), started));
  }

  void record(Path file) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("started", started);
    PropertiesFile.write(file, properties);
  }

  /** Whether this very process still runs; one that ended and was not reaped does not. */
  boolean isRunning() {
    return startMark(pid).filter(started::equals).isPresent();
  }

  private static Optional<String> startMark(long pid) {
    return Files.exists(BOOT) ? markFromProc(pid) : markFromHandle(pid);
  }

  /** Exact whatever is done to the clock, and after a restart of the machine. */
  private static Optional<String> markFromProc(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[STATE].equals("X") || (fields[STATE].equals("Z") && !hasThreads(pid))) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(BOOT).strip() + "/" + fields[START_TICKS]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The first thread of a killed process goes before the others, which still hold its ports. */
  private static boolean hasThreads(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.count() > 1;
    }
  }

  private static Optional<String> markFromHandle(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().startInstant())
        .map(Object::toString);
  }
}
