package io.postly.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** PostgreSQL with a database and a user for each service that has one. */
final class PostgresPlan implements PartPlan {

  static final String NAME = "postgres";
  static final String ADMINISTRATOR = "postgres";

  private final PostlyHome home;
  private final Ports ports;
  private final Secrets secrets;
  private final List<String> databases;

  PostgresPlan(PostlyHome home, Ports ports, Secrets secrets, List<String> databases) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.databases = databases;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.POSTGRES);
  }

  @Override
  public void prepare() {
    try {
      unpackOnce();
      initializeOnce();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> command() {
    List<String> command = asNobody();
    command.addAll(
        List.of(
            program("postgres"),
            "-D",
            home.data(NAME).toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(ports.of(Port.POSTGRES)),
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=150"));
    return command;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void whenReady() {
    try (Connection connection = connect()) {
      for (String database : databases) {
        createUser(connection, database);
        createDatabase(connection, database);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(2);
  }

  /** Connections are ended rather than waited for. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  private void unpackOnce() throws IOException {
    Path directory = Engines.directory(home, NAME);
    if (Files.exists(directory)) {
      return;
    }
    Files.createDirectories(directory.getParent());
    Path fresh = Files.createTempDirectory(directory.getParent(), NAME);
    try (InputStream archive = PostgresPlan.class.getResourceAsStream(archiveName())) {
      if (archive == null) {
        throw new LauncherFailure(
            "There is no embedded PostgreSQL for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + " in this build. It is made for Linux on x86-64.");
      }
      FileTree.unpack(archive, fresh);
    }
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String archiveName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return "/postgres-" + system + "-" + (machine.equals("amd64") ? "x86_64" : machine) + ".txz";
  }

  /** Into a directory beside the final one, so that an interrupted first start leaves no half. */
  private void initializeOnce() throws IOException {
    Path data = home.data(NAME);
    if (Files.exists(data)) {
      return;
    }
    Path fresh = data.resolveSibling(NAME + ".new");
    FileTree.delete(fresh);
    Files.createDirectories(data.getParent());
    Path password = Files.createTempFile(data.getParent(), "password", null);
    try {
      Files.writeString(password, secrets.databasePassword(ADMINISTRATOR));
      initialize(fresh, password);
    } finally {
      Files.delete(password);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void initialize(Path data, Path password) throws IOException {
    List<String> command = asNobody();
    command.addAll(
        List.of(
            program("initdb"),
            "-D",
            data.toString(),
            "-U",
            ADMINISTRATOR,
            "-A",
            "scram-sha-256",
            "--pwfile=" + password,
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new LauncherFailure("PostgreSQL's data directory could not be made:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace root is nobody. */
  private static List<String> asNobody() {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root") && Programs.exists("unshare")) {
      command.addAll(List.of("unshare", "-U"));
    }
    return command;
  }

  private String program(String name) {
    return Engines.directory(home, NAME).resolve("bin").resolve(name).toString();
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", ADMINISTRATOR);
    properties.setProperty("password", secrets.databasePassword(ADMINISTRATOR));
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/postgres", properties);
  }

  // The names are the services' own, and the passwords are base64: neither needs quoting.
  private void createUser(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
        statement.execute("CREATE ROLE " + name + " LOGIN");
      }
      statement.execute(
          "ALTER ROLE " + name + " PASSWORD '" + secrets.databasePassword(name) + "'");
    }
  }

  private void createDatabase(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE " + name + " OWNER " + name);
      }
      statement.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
