package io.postly.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The databases whose audit trails are looked at, by service. They are only read.
 *
 * @param byService the services by their short names, in the order in which they are shown
 */
record AuditDatabases(Map<String, DataSource> byService) {

  private static final int CONNECT_SECONDS = 5;
  private static final String URL = ".url";

  /**
   * Those of a set.
   *
   * @throws LauncherFailure when its PostgreSQL does not run
   */
  static AuditDatabases of(PostlySet set) {
    if (set.part(PostgresPlan.NAME).state() != Part.State.READY) {
      throw new LauncherFailure(
          "PostgreSQL does not run, so the audit trails cannot be read. ./postly up starts it.");
    }
    Map<String, DataSource> databases = new LinkedHashMap<>();
    for (String service : set.databases()) {
      databases.put(
          service, database(set.jdbcUrl(service), service, set.databasePassword(service)));
    }
    return new AuditDatabases(databases);
  }

  /**
   * Those of any installation: a file with {@code <service>.url}, {@code .user} and {@code
   * .password} for each service to look at.
   *
   * @throws LauncherFailure when the file is missing, or lacks one of them
   */
  static AuditDatabases named(Path file) {
    Properties settings = PropertiesFile.require(file);
    List<String> services =
        settings.stringPropertyNames().stream()
            .filter(name -> name.endsWith(URL))
            .map(name -> name.substring(0, name.length() - URL.length()))
            .sorted()
            .toList();
    if (services.isEmpty()) {
      throw new LauncherFailure(file + " names no database, such as drafts.url.");
    }
    Map<String, DataSource> databases = new LinkedHashMap<>();
    for (String service : services) {
      databases.put(
          service,
          database(
              settings.getProperty(service + URL),
              required(settings, service + ".user", file),
              required(settings, service + ".password", file)));
    }
    return new AuditDatabases(databases);
  }

  private static String required(Properties settings, String name, Path file) {
    String value = settings.getProperty(name);
    if (value == null) {
      throw new LauncherFailure(file + " lacks " + name + ".");
    }
    return value;
  }

  private static DataSource database(String url, String user, String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
    database.setConnectTimeout(CONNECT_SECONDS);
    database.setReadOnly(true);
    return database;
  }
}
