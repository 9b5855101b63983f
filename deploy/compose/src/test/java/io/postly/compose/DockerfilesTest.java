package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How images are built, and what they are when they run. */
class DockerfilesTest {

  /** What a volume of pictures is, as long as nothing is in it. */
  private static final String BLOBS = "deploy/images/blobs/";

  private static final Path IMAGES = Repository.ROOT.resolve("deploy/images");

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void runsAsANumberedUserWhoIsNotRoot(Path file) {
    assertTrue(read(file).last("USER").matches("[1-9]\\d*:[1-9]\\d*"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void needsNoShell(Path file) {
    Dockerfile dockerfile = read(file);

    for (String kind : List.of("RUN", "ENTRYPOINT", "CMD")) {
      dockerfile.all(kind).forEach(Dockerfile::words);
    }
    assertFalse(Dockerfile.words(dockerfile.last("ENTRYPOINT")).isEmpty());
    assertEquals(List.of(), dockerfile.all("SHELL"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void saysWhatItIs(Path file) {
    String label = read(file).last("LABEL");

    for (String name : List.of("title", "description", "version", "revision", "source")) {
      assertTrue(label.contains("org.opencontainers.image." + name + "=\""), name);
    }
    assertTrue(label.contains("org.opencontainers.image.licenses=\"Apache-2.0\""));
    for (String argument : List.of("VERSION", "REVISION", "SOURCE")) {
      assertTrue(label.contains("=\"${" + argument + "}\""), argument);
      assertTrue(
          read(file).all("ARG").stream().anyMatch(one -> one.startsWith(argument + "=")), argument);
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void endsGracefullyAndSaysWhereItListens(Path file) {
    assertEquals("SIGTERM", read(file).last("STOPSIGNAL"));
    assertTrue(read(file).last("EXPOSE").matches("\\$\\{PORT}|\\d+"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void beginsWithAVersion(Path file) {
    Dockerfile dockerfile = read(file);

    assertEquals(1, dockerfile.all("FROM").size());
    assertTrue(
        (dockerfile.last("FROM") + " " + dockerfile.all("ARG").getFirst())
            .matches(".*[:=]\\d[^ ]*.*"));
    assertFalse(Repository.read(file).contains(":latest"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void noSecretGetsIn(Path file) {
    Dockerfile dockerfile = read(file);

    Stream.of("ARG", "ENV")
        .flatMap(kind -> dockerfile.all(kind).stream())
        .forEach(text -> assertFalse(text.matches("(?i).*(password|secret|token|_key).*"), text));
    assertEquals(List.of(), dockerfile.all("ADD"));
    assertEquals("*", dockerfile.ignored().getFirst());
  }

  @Test
  void whatIsCopiedIsWhatTheBuildMakes() {
    assertEquals(List.of("${SERVICE}/target/*-runner", BLOBS), read("native").copied());
    assertEquals(
        List.of("*", "!*/target/*-runner", "!deploy/images/blobs/*"), read("native").ignored());
    assertEquals(List.of("${SERVICE}/target/quarkus-app/", BLOBS), read("jvm").copied());
    assertEquals(
        List.of(
            "*",
            "!*/target/quarkus-app/*",
            "*/target/quarkus-app/app.aot",
            "!deploy/images/blobs/*"),
        read("jvm").ignored());
    assertEquals(List.of(), read("keycloak").copied());
    String launcher =
        Repository.read(
            Repository.ROOT.resolve("deploy/local/src/main/java/io/postly/local/Project.java"));
    assertTrue(launcher.contains("\"-runner\""));
    assertTrue(launcher.contains("target/quarkus-app/quarkus-run.jar"));
  }

  /** A cache that was made with other options would not be used. */
  @Test
  void theCacheIsMadeTriedAndUsedWithTheSameOptions() {
    Dockerfile dockerfile = read("jvm");
    List<List<String>> commands =
        Stream.concat(dockerfile.all("RUN").stream(), dockerfile.all("ENTRYPOINT").stream())
            .map(Dockerfile::words)
            .toList();

    assertEquals(3, commands.size());
    for (List<String> command : commands) {
      assertEquals(
          List.of("java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
          command.subList(command.indexOf("java"), command.indexOf("java") + 3));
      assertEquals("quarkus-run.jar", command.getLast());
    }
    assertTrue(commands.get(0).contains("-XX:AOTCacheOutput=application.aot"));
    assertTrue(commands.get(1).contains("-XX:AOTMode=on"));
    assertTrue(commands.get(1).contains("-XX:AOTCache=application.aot"));
    assertTrue(commands.get(2).contains("-XX:AOTCache=application.aot"));
  }

  /** A training run that lacks what its service requires fails, and so does the image. */
  @Test
  void theTrainingHasWhatServicesRequire() {
    String configuration = Repository.read(Repository.ROOT.resolve("docs/CONFIGURATION.md"));
    List<String> required =
        Pattern.compile("(?m)^\\| `(POSTLY_\\w+)` \\| none, required \\|")
            .matcher(configuration)
            .results()
            .map(row -> row.group(1))
            .toList();

    assertFalse(required.isEmpty());
    for (String run : read("jvm").all("RUN")) {
      List<String> given =
          Dockerfile.words(run).stream()
              .takeWhile(word -> !word.equals("java"))
              .filter(word -> word.contains("="))
              .map(word -> word.substring(0, word.indexOf('=')))
              .sorted()
              .toList();
      assertEquals(required.stream().sorted().toList(), given);
    }
  }

  @Test
  void keycloakIsOfTheLaunchersVersion() {
    assertEquals(
        "KEYCLOAK=" + Repository.property("keycloak.version"),
        read("keycloak").all("ARG").getFirst());
  }

  static List<Path> dockerfiles() {
    List<Path> files = Repository.list(IMAGES, ".Dockerfile");
    assertEquals(3, files.size());
    return files;
  }

  private static Dockerfile read(String name) {
    return read(IMAGES.resolve(name + ".Dockerfile"));
  }

  private static Dockerfile read(Path file) {
    return Dockerfile.read(file);
  }
}
