package io.postly.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the files of a PostgreSQL that runs and is written to. The log of changes that goes with
 * them brings them, when a server is started on them, to the moment at which the copy ended: the
 * same for all databases.
 */
final class PostgresCopy {

  private static final String LABEL = "backup_label";

  /** What a server makes anew, or must not find in a copy. */
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", LABEL, "tablespace_map");

  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final List<String> LOG_DIRECTORIES =
      List.of("pg_wal/archive_status", "pg_wal/summaries");
  private static final String CONTROL = "global/pg_control";
  private static final Pattern FIRST_LOG_FILE =
      Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

  // The slot keeps the log until the copy has it, and goes with the session.
  private static final String KEEP_LOG =
      "SELECT pg_create_physical_replication_slot('postly_backup_' || pg_backend_pid(), true, true)";
  private static final String BEGIN = "SELECT pg_backup_start('postly', true)";
  private static final String END =
      "SELECT labelfile, pg_walfile_name(lsn) FROM pg_backup_stop(false)";

  private final PostlySet set;
  private final Path data;
  private final BackupWriter archive;
  private final String name;

  /** A copy of that data directory, under that name in the archive. */
  PostgresCopy(PostlySet set, Path data, BackupWriter archive, String name) {
    this.set = set;
    this.data = data;
    this.archive = archive;
    this.name = name;
  }

  /** Something else to be copied right before the moment. */
  @FunctionalInterface
  interface Copying {
    void run() throws IOException;
  }

  /**
   * Copies everything.
   *
   * @return the moment: whatever was committed before it is in the copy
   */
  Instant run(Copying besides) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(KEEP_LOG);
      statement.execute(BEGIN);
      copyFiles();
      besides.run();
      Instant moment = now(statement);
      try (ResultSet end = statement.executeQuery(END)) {
        end.next();
        String label = end.getString(1);
        archive.add(name + "/" + LABEL, label);
        copyLog(firstLogFile(label), end.getString(2));
      }
      return moment;
    }
  }

  private static Instant now(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        set.jdbcUrl(PostgresPlan.ADMINISTRATOR),
        PostgresPlan.ADMINISTRATOR,
        set.databasePassword(PostgresPlan.ADMINISTRATOR));
  }

  private void copyFiles() throws IOException {
    archive.addDirectory(name);
    copyDirectory(data);
    for (String directory : LOG_DIRECTORIES) {
      archive.addDirectory(name + "/" + directory);
    }
    archive.addIfThere(name + "/" + CONTROL, data.resolve(CONTROL));
  }

  private void copyDirectory(Path directory) throws IOException {
    List<Path> children;
    try (Stream<Path> listed = Files.list(directory)) {
      children = listed.sorted().toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path child : children) {
      String relative = data.relativize(child).toString();
      if (Files.isDirectory(child)) {
        archive.addDirectory(name + "/" + relative);
        if (!EMPTIED.contains(relative) && !isTemporary(child)) {
          copyDirectory(child);
        }
      } else if (isPartOfTheCopy(relative, child)) {
        archive.addIfThere(name + "/" + relative, child);
      }
    }
  }

  private static boolean isPartOfTheCopy(String relative, Path file) {
    return !LEFT_OUT.contains(relative) && !relative.equals(CONTROL) && !isTemporary(file);
  }

  private static boolean isTemporary(Path path) {
    String last = path.getFileName().toString();
    return last.startsWith("pgsql_tmp") || last.startsWith("pg_internal.init");
  }

  private static String firstLogFile(String label) {
    Matcher found = FIRST_LOG_FILE.matcher(label);
    if (!found.find()) {
      throw new IllegalStateException("PostgreSQL does not say where its log begins: " + label);
    }
    return found.group(1);
  }

  private void copyLog(String first, String last) throws IOException {
    try (Stream<Path> listed = Files.list(data.resolve("pg_wal"))) {
      for (Path file : (Iterable<Path>) listed.sorted()::iterator) {
        String segment = file.getFileName().toString();
        if (segment.length() == first.length()
            && segment.compareTo(first) >= 0
            && segment.compareTo(last) <= 0) {
          archive.addIfThere(name + "/pg_wal/" + segment, file);
        }
      }
    }
  }
}
