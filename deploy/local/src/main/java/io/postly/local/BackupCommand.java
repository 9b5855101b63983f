package io.postly.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a backup of a set, running or not: its databases at one moment, Keycloak's, and the keys
 * and passwords without which they are of no use, and the blobs. Kafka has nothing that is not in
 * the databases.
 */
final class BackupCommand {

  /** What a set keeps beside its databases, in its home; some of it may not be there. */
  static final String DEMO_FILLED = "data/demo-workspaces";

  static final String SECRETS = "secrets.properties";

  private static final Pattern BLOB_FOLDER = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern BLOB = Pattern.compile("[0-9a-f]{64}");
  private static final double MEGABYTE = 1024 * 1024;
  private static final String IS_RESTORABLE = "SELECT to_regclass('restoration') IS NOT NULL";

  private final PostlyHome home;
  private final PostlySet set;
  private final PrintStream out;

  BackupCommand(PostlyHome home, PostlySet set, PrintStream out) {
    this.home = home;
    this.set = set;
    this.out = out;
  }

  /**
   * Writes a backup into a new file.
   *
   * @throws LauncherFailure if there is nothing to back up, or it cannot be written
   */
  void run(Path file) {
    if (!Files.exists(home.data(PostgresPlan.NAME))) {
      throw new LauncherFailure("There is nothing to back up yet. ./postly up starts Postly.");
    }
    Part postgres = set.part(PostgresPlan.NAME);
    boolean wasRunning = postgres.isRunning();
    try (BackupWriter archive = new BackupWriter(file)) {
      set.start(Set.of(PostgresPlan.NAME), Progress.SILENT);
      requireRestorable();
      Instant moment = copy(archive);
      archive.finish(BackupManifest.at(moment));
      out.printf(
          Locale.ROOT,
          "%s has everything that was done before %s (%.1f MB). Whoever has it has every key and"
              + " text: keep it safe.%n",
          file,
          moment.truncatedTo(ChronoUnit.MILLIS),
          Files.size(file) / MEGABYTE);
    } catch (IOException e) {
      throw new LauncherFailure("The backup could not be written: " + e, e);
    } catch (SQLException e) {
      throw new LauncherFailure("PostgreSQL could not be copied: " + e.getMessage(), e);
    } finally {
      if (!wasRunning) {
        postgres.stop();
      }
    }
  }

  private Instant copy(BackupWriter archive) throws IOException, SQLException {
    archive.addIfThere(SECRETS, home.secretsFile());
    archive.addIfThere(DEMO_FILLED, home.directory().resolve(DEMO_FILLED));
    Instant moment =
        new PostgresCopy(set, home.data(PostgresPlan.NAME), archive, "data/" + PostgresPlan.NAME)
            .run(() -> copyKeycloak(archive));
    copyBlobs(archive);
    return moment;
  }

  /**
   * After the databases: what they name was there before they named it, and is never changed. What
   * has come since harms nobody.
   */
  private void copyBlobs(BackupWriter archive) throws IOException {
    Path blobs = home.data(ServicePlans.BLOBS);
    if (!Files.exists(blobs)) {
      return;
    }
    for (Path folder : named(BLOB_FOLDER, blobs)) {
      for (Path file : named(BLOB, folder)) {
        archive.addIfThere(
            "data/%s/%s/%s".formatted(ServicePlans.BLOBS, folder.getFileName(), file.getFileName()),
            file);
      }
    }
  }

  /** Looks into no other folder: what is still being written is gone at any moment. */
  private static List<Path> named(Pattern name, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  /** Its database is one file that survives a power cut: it is copied while nobody writes to it. */
  private void copyKeycloak(BackupWriter archive) throws IOException {
    Part keycloak = set.part(KeycloakPlan.NAME);
    boolean isRunning = keycloak.isRunning();
    Thread resuming = new Thread(keycloak::resume);
    if (isRunning) {
      Runtime.getRuntime().addShutdownHook(resuming);
      keycloak.suspend();
    }
    try {
      for (String name : KeycloakPlan.STATE) {
        archive.addIfThere(
            "data/" + KeycloakPlan.NAME + "/" + name, home.data(KeycloakPlan.NAME).resolve(name));
      }
    } finally {
      if (isRunning) {
        keycloak.resume();
        Runtime.getRuntime().removeShutdownHook(resuming);
      }
    }
  }

  /** A restore has to tell each database that it was restored. */
  private void requireRestorable() throws SQLException {
    for (String database : set.databases()) {
      try (Connection connection =
              DriverManager.getConnection(
                  set.jdbcUrl(database), database, set.databasePassword(database));
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(IS_RESTORABLE)) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new LauncherFailure(
              "The database "
                  + database
                  + " is of an earlier version. Start this one once with ./postly up, then make the"
                  + " backup.");
        }
      }
    }
  }
}
