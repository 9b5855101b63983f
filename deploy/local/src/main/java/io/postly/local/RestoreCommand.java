package io.postly.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * Brings a set back to the moment of a backup. What is in the home stays as it is until the
 * backup's databases have been started and answer; then it is put aside, not removed.
 *
 * <p>Each database is told that it was restored: so nothing is sent again that may have gone out
 * after the backup, and what others lack of its events is sent again. Kafka begins anew, since its
 * topics tell of what is done no longer.
 */
final class RestoreCommand {

  private static final String TELL = "INSERT INTO restoration DEFAULT VALUES";
  private static final DateTimeFormatter IN_NAMES =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final PostlyHome home;
  private final PostlySet set;
  private final Clock clock;
  private final PrintStream out;

  RestoreCommand(PostlyHome home, PostlySet set, Clock clock, PrintStream out) {
    this.home = home;
    this.set = set;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Replaces what is in the home by what is in the file.
   *
   * @throws LauncherFailure if something of the set runs, or the backup is damaged, of a newer
   *     version, or does not come up; nothing has changed then
   */
  void run(Path file) {
    requireStopped();
    Path staging = home.directory().resolve("restoring");
    FileTree.delete(staging);
    try (BackupReader backup = new BackupReader(file)) {
      BackupManifest manifest = backup.unpack(staging);
      bringUp(new PostlyHome(staging, home.engines()));
      Path aside = replaceBy(staging);
      out.println(
          "Postly is as it was at " + manifest.moment() + ". What was done since is not in it.");
      out.println("  Posts that were due since may have gone out: they are unconfirmed, not sent.");
      if (Files.exists(aside)) {
        out.println("  What was here before is in " + aside + "; remove it when you are content.");
      }
      out.println("  ./postly up starts it.");
    } catch (IOException e) {
      throw new LauncherFailure("The backup could not be unpacked: " + e, e);
    }
  }

  private void requireStopped() {
    List<String> running = set.parts().stream().filter(Part::isRunning).map(Part::name).toList();
    if (!running.isEmpty()) {
      throw new LauncherFailure(
          "Postly is running (" + String.join(", ", running) + "). Run ./postly down first.");
    }
  }

  /** PostgreSQL brings its files to the moment of the backup, or does not start. */
  private void bringUp(PostlyHome staged) {
    PostlySet restored = PostlySet.open(staged, set.ports());
    try {
      restored.start(Set.of(PostgresPlan.NAME), Progress.SILENT);
      for (String database : restored.databases()) {
        tell(restored, database);
      }
    } catch (LauncherFailure | SQLException e) {
      throw new LauncherFailure(
          "The backup's databases do not come up. Nothing was changed.\n" + e.getMessage(), e);
    } finally {
      restored.stopAll();
    }
  }

  private static void tell(PostlySet restored, String database) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                restored.jdbcUrl(database), database, restored.databasePassword(database));
        Statement statement = connection.createStatement()) {
      statement.execute(TELL);
    }
  }

  /** Gives the folder that has what was there before, if there was anything. */
  private Path replaceBy(Path staging) throws IOException {
    Path aside = home.directory().resolve("before-restore-" + IN_NAMES.format(clock.instant()));
    for (String name : List.of("data", BackupCommand.SECRETS)) {
      Path current = home.directory().resolve(name);
      if (Files.exists(current)) {
        PostlyHome.makePrivate(aside);
        Files.move(current, aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    for (String name : List.of("data", BackupCommand.SECRETS)) {
      Files.move(
          staging.resolve(name), home.directory().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    FileTree.delete(staging);
    return aside;
  }
}
