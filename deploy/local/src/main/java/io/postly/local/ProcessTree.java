package io.postly.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A part's process with all that it started. */
final class ProcessTree {

  private final List<ProcessIdentity> members;

  private ProcessTree(List<ProcessIdentity> members) {
    this.members = members;
  }

  /** The processes as they are now; empty when the root has ended. */
  static ProcessTree of(ProcessIdentity root) {
    if (!root.isRunning()) {
      return new ProcessTree(List.of());
    }
    LongStream below =
        ProcessHandle.of(root.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return new ProcessTree(
        LongStream.concat(LongStream.of(root.pid()), below)
            .mapToObj(ProcessIdentity::of)
            .flatMap(Optional::stream)
            .toList());
  }

  static ProcessTree none() {
    return new ProcessTree(List.of());
  }

  /** Sends a signal to one process alone. */
  static void signal(ProcessIdentity process, String signal) {
    new ProcessTree(List.of(process)).signal(signal);
  }

  boolean isRunning() {
    return members.stream().anyMatch(ProcessIdentity::isRunning);
  }

  /** Sends a signal (KILL, STOP, CONT, ...) to those that still run. */
  void signal(String signal) {
    List<String> pids = runningPids();
    if (!pids.isEmpty()) {
      run(Stream.concat(Stream.of("sh", "-c", "kill -s \"$@\"", "sh", signal), pids.stream()));
    }
  }

  /** Resident memory of all of them together, in bytes; what they share is counted for each. */
  long residentBytes() {
    return runningPids().stream().mapToLong(ProcessTree::residentKilobytes).sum() * 1024;
  }

  private static long residentKilobytes(String pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", pid, "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      // It has ended, or this system has no such file.
      return 0;
    }
  }

  private List<String> runningPids() {
    return members.stream()
        .filter(ProcessIdentity::isRunning)
        .map(member -> Long.toString(member.pid()))
        .toList();
  }

  private static void run(Stream<String> command) {
    try {
      new ProcessBuilder(command.toList())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
