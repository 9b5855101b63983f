package io.postly.local.workflow;

import io.postly.local.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What running parts were started with. */
final class ProcessEnvironment {

  private ProcessEnvironment() {}

  /** The settings among its variables. */
  static Map<String, String> of(Part part) {
    Path file = Path.of("/proc", Long.toString(part.pid()), "environ");
    Map<String, String> variables = new HashMap<>();
    try {
      Stream.of(Files.readString(file).split("\0", -1))
          .filter(entry -> entry.startsWith("POSTLY_") || entry.startsWith("QUARKUS_"))
          .map(entry -> entry.split("=", 2))
          .forEach(entry -> variables.put(entry[0], entry[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }
}
