package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts are understood by the shell that runs them, and ShellCheck has nothing to say. */
class ScriptsTest {

  @ParameterizedTest
  @MethodSource("scripts")
  void aShellUnderstandsIt(Path script) {
    assertTrue(Files.isExecutable(script));
    boolean isPosix = Repository.read(script).startsWith("#!/bin/sh\n");

    Programs.run(List.of(isPosix ? "sh" : "bash", "-n", script.toString()), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shellCheckHasNothingToSay(Path script) {
    Optional<Path> tool = Programs.program("shellcheck");
    assumeTrue(tool.isPresent(), "There is no shellcheck on the PATH");

    Programs.run(List.of(tool.get().toString(), script.toString()), Map.of());
  }

  static List<Path> scripts() {
    return List.of(
        Repository.COMPOSE.resolve("up"),
        Repository.COMPOSE.resolve("postgres/databases.sh"),
        Repository.COMPOSE.resolve("keycloak/start"));
  }
}
