package io.postly.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a backup says of itself.
 *
 * @param moment everything that was committed before it is in the backup
 * @param postgres the version of the PostgreSQL that wrote the databases
 * @param keycloak the version of the Keycloak that wrote its own
 */
record BackupManifest(Instant moment, String postgres, String keycloak) {

  static final String NAME = "manifest.properties";

  /** The digests, as {@code sha256sum --check} reads them. */
  static final String LIST = "sha256sums";

  /** Raised when an older launcher could not restore what is written. */
  private static final int FORMAT = 1;

  static BackupManifest at(Instant moment) {
    return new BackupManifest(
        moment, Engines.version(PostgresPlan.NAME), Engines.version(KeycloakPlan.NAME));
  }

  /** Its form in the archive. */
  String text(int files, String listDigest) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("format", Integer.toString(FORMAT));
    properties.setProperty("moment", moment.toString());
    properties.setProperty("postgres", postgres);
    properties.setProperty("keycloak", keycloak);
    properties.setProperty("files", Integer.toString(files));
    properties.setProperty("sha256sums", listDigest);
    StringWriter text = new StringWriter();
    properties.store(text, "A backup of Postly's embedded set: ./postly restore");
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws LauncherFailure if a newer version of Postly or of an engine wrote it
   * @throws BackupReader.Damage if it is not whole
   */
  static BackupManifest read(String text, String listDigest, int files) {
    Properties properties = properties(text);
    try {
      int format = Integer.parseInt(properties.getProperty("format", ""));
      if (format > FORMAT) {
        throw new LauncherFailure(
            "The backup is of a newer version of Postly (format %d; this one reads up to %d)."
                .formatted(format, FORMAT));
      }
      if (!properties.getProperty("sha256sums", "").equals(listDigest)
          || Integer.parseInt(properties.getProperty("files", "")) != files) {
        throw new BackupReader.Damage("its list of files was changed");
      }
      return new BackupManifest(
              Instant.parse(properties.getProperty("moment", "")),
              properties.getProperty("postgres", ""),
              properties.getProperty("keycloak", ""))
          .requireReadable();
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new BackupReader.Damage("its manifest cannot be read");
    }
  }

  /** PostgreSQL reads files of its own major version alone, Keycloak those of earlier ones too. */
  private BackupManifest requireReadable() {
    String here = Engines.version(PostgresPlan.NAME);
    if (major(postgres) != major(here)) {
      throw new LauncherFailure(
          "The backup is of PostgreSQL %s, and PostgreSQL %s does not read its files."
              .formatted(postgres, here));
    }
    String keycloakHere = Engines.version(KeycloakPlan.NAME);
    if (Arrays.compare(numbers(keycloak), numbers(keycloakHere)) > 0) {
      throw new LauncherFailure(
          "The backup is of Keycloak %s, which is newer than %s: use the Postly that made it."
              .formatted(keycloak, keycloakHere));
    }
    return this;
  }

  private static int major(String version) {
    return numbers(version)[0];
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  static String listOf(SortedMap<String, String> digests) {
    return digests.entrySet().stream()
        .map(file -> file.getValue() + "  " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  static SortedMap<String, String> digests(String list) {
    return list.lines()
        .map(line -> line.split("  ", 2))
        .filter(parts -> parts.length == 2)
        .collect(
            Collectors.toMap(
                parts -> parts[1], parts -> parts[0], (_, second) -> second, TreeMap::new));
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new BackupReader.Damage("its manifest cannot be read");
    }
    return properties;
  }
}
