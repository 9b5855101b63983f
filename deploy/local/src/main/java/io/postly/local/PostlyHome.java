package io.postly.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a set keeps what outlives it: data, logs, secrets, and which processes run.
 *
 * @param directory of this set alone
 * @param engines unpacked programs, which several homes may share as long as one runs at a time
 */
public record PostlyHome(Path directory, Path engines) {

  /** Both paths are made absolute: parts run in directories of their own. */
  public PostlyHome {
    directory = directory.toAbsolutePath().normalize();
    engines = engines.toAbsolutePath().normalize();
  }

  /** A home with engines of its own. */
  public static PostlyHome at(Path directory) {
    return new PostlyHome(directory, directory.resolve("engine"));
  }

  /** Where a part keeps its data. */
  public Path data(String part) {
    return directory.resolve("data").resolve(part);
  }

  /** What a part has written since its last start. */
  public Path log(String part) {
    return directory.resolve("logs").resolve(part + ".log");
  }

  /** The file in which the owner may set ports. */
  public Path portsFile() {
    return directory.resolve("ports.properties");
  }

  /** Makes a directory, and those above it, that nobody else may look into. */
  static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  Path processRecord(String part) {
    return directory.resolve("run").resolve(part + ".properties");
  }

  /** The ports of the set that was started last. */
  Path portsInUse() {
    return directory.resolve("run").resolve("ports-in-use");
  }

  Path secretsFile() {
    return directory.resolve("secrets.properties");
  }

  Path lockFile() {
    return directory.resolve("lock");
  }
}
