package io.postly.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of this source tree, as they are committed. */
final class Repository {

  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  static final Path COMPOSE = ROOT.resolve("deploy/compose");

  static final List<String> SERVICES =
      List.of("drafts-service", "approvals-service", "scheduling-service", "analytics-service");
  static final String GATEWAY = "mcp-gateway";
  static final List<String> APPLICATIONS =
      Stream.concat(SERVICES.stream(), Stream.of(GATEWAY)).toList();

  private Repository() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A property of the root project, such as an engine's version. */
  static String property(String name) {
    Matcher found =
        Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
            .matcher(read(ROOT.resolve("pom.xml")));
    if (!found.find()) {
      throw new AssertionError("The root project has no " + name);
    }
    return found.group(1);
  }

  /** Where a service, or the gateway, listens. */
  static String port(String application) {
    return Settings.of(application).get("quarkus.http.port");
  }

  static List<Path> list(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
