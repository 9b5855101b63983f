package io.postly.gateway.view;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.fixture.NodeProject;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.Tools;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every view in a chat: the protocol's own host in a real browser, with answers and calls that the
 * services' contracts allow. Pictures of all of them are in {@code target/screenshots} afterwards.
 * Where there is no Node or no Chromium it is left out, but for the build server.
 */
class ViewsInChatTest {

  private static final Path SOURCE = Path.of("src", "test", "views");
  private static final Path WORK = Path.of("target", "views-in-chat");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Path chromium;
  private static NodeProject project;

  @Test
  void shouldShowAndDoWhatTheyPromise() throws IOException, InterruptedException {
    Files.writeString(WORK.resolve("postly.json"), offered().encode());

    NodeProject.Run run =
        project.run(
            Duration.ofMinutes(15),
            Map.of(
                "POSTLY_CHROMIUM", chromium.toString(),
                "POSTLY_SCREENSHOTS", SCREENSHOTS.toAbsolutePath().toString()),
            "node",
            "--test",
            "views.test.mjs");

    assertTrue(run.succeeded(), run.output());
  }

  private static JsonObject offered() {
    Views views = new Views();
    JsonObject offered =
        new JsonObject().put("views", new JsonArray()).put("tools", new JsonArray());
    for (View view : views.all()) {
      offered
          .getJsonArray("views")
          .add(
              new JsonObject()
                  .put("name", view.name())
                  .put("html", view.html())
                  .put("needs", View.needs()));
    }
    for (ToolDescriptor tool : new Tools(new Catalog(BuiltContracts.all()), views).descriptors()) {
      offered
          .getJsonArray("tools")
          .add(
              new JsonObject()
                  .put("tool", new JsonObject(tool.json().toString()))
                  .put("answer", new JsonObject(tool.operation().output().toString())));
    }
    return offered;
  }

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Optional<Path> browser = findChromium();
    assertTrue(
        browser.isPresent() || !NodeProject.isRequired(),
        "There is no chromium here; name one in CHROMIUM, or install Debian's package chromium");
    assumeTrue(browser.isPresent(), "There is no chromium here; CHROMIUM can name one");
    NodeProject.assumeNode();
    chromium = browser.get();
    Files.createDirectories(SCREENSHOTS);
    project = NodeProject.install(SOURCE, WORK);
  }

  private static Optional<Path> findChromium() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
