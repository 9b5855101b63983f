package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} writes before it starts anything. */
class UpTest {

  private static final Set<String> NO_SECRETS =
      Set.of("POSTLY_IMAGES", "POSTLY_VERSION", "POSTLY_FLAVOR");

  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void writeOnce() {
    file = folder.resolve(".env");
    write(file);
  }

  @Test
  void writesWhatTheFileReads() throws IOException {
    assertEquals(ComposeFile.variables(), new TreeSet<>(settings(file).keySet()));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void everySecretIsAnotherAndEverywhereAnother() throws IOException {
    Path other = folder.resolve("other.env");
    write(other);

    Map<String, String> secrets = secrets(file);
    assertEquals(secrets.size(), new HashSet<>(secrets.values()).size());
    secrets(other).forEach((name, secret) -> assertNotEquals(secrets.get(name), secret, name));
  }

  /** The services say how long: 32 characters, and 32 bytes for credentials. */
  @Test
  void secretsAreAsLongAsTheyMustBe() throws IOException {
    Map<String, String> secrets = secrets(file);

    assertEquals(32, Base64.getDecoder().decode(secrets.remove("CREDENTIALS_KEY")).length);
    String cluster = secrets.remove("KAFKA_CLUSTER_ID");
    assertEquals(16, Base64.getUrlDecoder().decode(cluster).length);
    assertTrue(cluster.matches("[A-Za-z0-9]{22}"), cluster);
    secrets.forEach((name, secret) -> assertTrue(secret.matches("[0-9a-f]{64}"), name));
  }

  @Test
  void aSecondRunKeepsWhatIsThere() throws IOException {
    String first = Files.readString(file);
    write(file);

    assertEquals(first, Files.readString(file));
  }

  @Test
  void whatIsMissingIsAdded() throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> kept =
        lines.stream().filter(line -> !line.startsWith("GATEWAY_SEAL_KEY=")).toList();
    Path older = Files.write(folder.resolve("older.env"), kept);
    write(older);

    assertEquals(kept, Files.readAllLines(older).subList(0, kept.size()));
    assertEquals(lines.size(), Files.readAllLines(older).size());
    assertTrue(settings(older).containsKey("GATEWAY_SEAL_KEY"));
  }

  @Test
  void itIsNeverCommitted() throws IOException {
    assertTrue(Files.readAllLines(Repository.ROOT.resolve(".gitignore")).contains(".env"));
  }

  private static void write(Path file) {
    Programs.run(
        List.of("sh", Repository.COMPOSE.resolve("up").toString(), "--dry-run"),
        Map.of("POSTLY_SETTINGS", file.toString()));
  }

  private static Map<String, String> secrets(Path file) throws IOException {
    Map<String, String> secrets = settings(file);
    secrets.keySet().removeAll(NO_SECRETS);
    return secrets;
  }

  private static Map<String, String> settings(Path file) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        settings.put(parts[0], parts[1]);
      }
    }
    return settings;
  }
}
