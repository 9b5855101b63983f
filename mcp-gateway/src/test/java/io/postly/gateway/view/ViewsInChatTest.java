package io.postly.gateway.view;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.Tools;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
  private static final int OLDEST_NODE = 20;

  private static Path chromium;

  @Test
  void shouldShowAndDoWhatTheyPromise() throws IOException, InterruptedException {
    Files.writeString(WORK.resolve("postly.json"), offered().encode());

    Run run =
        run(
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

  private record Run(boolean succeeded, String output) {}

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    boolean isRequired = Boolean.parseBoolean(System.getenv("CI"));
    Optional<Path> browser = findChromium();
    assertTrue(
        browser.isPresent() || !isRequired,
        "There is no chromium here; name one in CHROMIUM, or install Debian's package chromium");
    assumeTrue(browser.isPresent(), "There is no chromium here; CHROMIUM can name one");
    assumeTrue(isRequired || nodeVersion() >= OLDEST_NODE, "There is no Node 20 or newer here");
    chromium = browser.get();
    Files.createDirectories(WORK);
    Files.createDirectories(SCREENSHOTS);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Run installed = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assertTrue(installed.succeeded(), installed.output());
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

  private static int nodeVersion() throws InterruptedException {
    try {
      String version = run(Map.of(), "node", "--version").output().strip();
      return Integer.parseInt(version.substring(1).split("\\.", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static Run run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("postly-views", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      if (Files.exists(WORK)) {
        builder.directory(WORK.toFile());
      }
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(15, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      return new Run(ended && process.exitValue() == 0, Files.readString(log));
    } finally {
      Files.delete(log);
    }
  }
}
