package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part is told what the launcher tells it. */
class EnvironmentTest {

  private static final ComposeFile FILE = ComposeFile.load();

  /**
   * Containers run in the usual profile: webhooks to private addresses, which would be the other
   * containers, are refused, and lines of logs are JSON.
   */
  private static final Set<String> OF_THE_LAUNCHER_ONLY = Set.of("QUARKUS_PROFILE");

  /** The launcher's own environment has it; a container's must name it. */
  private static final Set<String> OF_COMPOSE_ONLY = Set.of("OTEL_EXPORTER_OTLP_ENDPOINT");

  /**
   * On one machine an address is the same for all. Between containers, people and services know the
   * identity provider and the gateway by two addresses each.
   */
  private static final Map<String, Set<String>> OF_COMPOSE_ONLY_FOR =
      Map.of(
          "approvals-service",
          Set.of("POSTLY_CONSOLE_ISSUER"),
          "mcp-gateway",
          Set.of("POSTLY_GATEWAY_ISSUER", "POSTLY_GATEWAY_ALLOWED_HOSTS"));

  /** Constants of the launcher that are addresses. */
  private static final Set<String> WITH_OTHER_VALUES = Set.of("QUARKUS_HTTP_HOST");

  private static final Pattern PLACEHOLDER = Pattern.compile("@[a-z]+(?:[.-][a-z]+)*@");

  @ParameterizedTest
  @MethodSource("applications")
  void anApplicationIsToldWhatTheLauncherTellsIt(String application) {
    Set<String> expected = new TreeSet<>(LauncherSettings.environment(application).keySet());
    expected.removeAll(OF_THE_LAUNCHER_ONLY);
    expected.addAll(OF_COMPOSE_ONLY);
    expected.addAll(OF_COMPOSE_ONLY_FOR.getOrDefault(application, Set.of()));

    assertEquals(expected, new TreeSet<>(environment(application).keySet()));
  }

  @ParameterizedTest
  @MethodSource("applications")
  void whatTheLauncherWritesOutIsTheSame(String application) {
    LauncherSettings.environment(application)
        .forEach(
            (key, value) -> {
              if (!value.contains(JavaSource.UNKNOWN)
                  && !OF_THE_LAUNCHER_ONLY.contains(key)
                  && !WITH_OTHER_VALUES.contains(key)) {
                assertEquals(value, environment(application).get(key), key);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("applications")
  void anApplicationReadsWhatItIsTold(String application) {
    ReadableSettings readable = ReadableSettings.of(application);

    for (String key : environment(application).keySet()) {
      assertTrue(readable.has(key), key);
    }
  }

  @ParameterizedTest
  @MethodSource("applications")
  void portsAndAddressesAreThoseOfTheParts(String application) {
    Map<String, String> environment = environment(application);

    assertEquals(Repository.port(application), environment.get("QUARKUS_HTTP_PORT"));
    for (String service : Repository.SERVICES) {
      String key =
          "POSTLY_SERVICES_" + LauncherSettings.name(service).toUpperCase(Locale.ROOT) + "_URL";
      if (environment.containsKey(key)) {
        assertEquals(
            "http://" + service + ":" + Repository.port(service), environment.get(key), key);
      }
    }
  }

  @Test
  void aServiceHasItsOwnDatabaseAndPassword() {
    for (String service : Repository.SERVICES) {
      Map<String, String> environment = environment(service);
      String name = LauncherSettings.name(service);

      assertEquals(
          "jdbc:postgresql://postgres:5432/" + name,
          environment.get("QUARKUS_DATASOURCE_JDBC_URL"));
      assertEquals(name, environment.get("QUARKUS_DATASOURCE_USERNAME"));
      assertEquals(
          environment("postgres").get(password(name)),
          environment.get("QUARKUS_DATASOURCE_PASSWORD"));
      assertTrue(
          Repository.read(Repository.COMPOSE.resolve("postgres/databases.sh"))
              .contains("\ncreate " + name + " \"$" + password(name) + "\"\n"),
          name);
    }
  }

  @Test
  void bothSidesHaveTheSameClientSecret() {
    assertEquals(
        environment("mcp-gateway").get("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET"),
        environment("keycloak").get("GATEWAY_CLIENT_SECRET"));
    assertEquals(
        environment("approvals-service").get("POSTLY_CONSOLE_CLIENT_SECRET"),
        environment("keycloak").get("CONSOLE_CLIENT_SECRET"));
  }

  @Test
  void theRealmIsTheLaunchersAndAllOfItIsFilledIn() {
    String realm = "../local/src/main/resources/postly-realm.json";
    assertTrue(
        FILE.services().get("keycloak").mounts().stream()
            .anyMatch(mount -> mount.source().equals(realm)));

    String start = Repository.read(Repository.COMPOSE.resolve("keycloak/start"));
    Matcher placeholder =
        PLACEHOLDER.matcher(Repository.read(Repository.COMPOSE.resolve(realm).normalize()));
    while (placeholder.find()) {
      assertTrue(start.contains("//" + placeholder.group() + "/"), placeholder.group());
    }
  }

  @Test
  void kafkaIsSetUpAsTheLaunchersIs() {
    Map<String, String> expected = new HashMap<>();
    LauncherSettings.kafka()
        .forEach(
            (key, value) ->
                expected.put("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));

    assertTrue(expected.size() > 10, expected.toString());
    expected.forEach((key, value) -> assertEquals(value, environment("kafka").get(key), key));
  }

  @Test
  void postgresIsSetUpAsTheLaunchersIs() {
    String launcher = LauncherSettings.postgres();
    List<String> options =
        List.of(environment("postgres").get("POSTGRES_INITDB_ARGS").split(" ", -1));

    assertTrue(options.contains("--encoding=UTF8") && launcher.contains("\"UTF8\""));
    for (String option : List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8")) {
      assertTrue(options.contains(option) && launcher.contains(option), option);
    }
    assertTrue(
        launcher.contains("\"" + FILE.services().get("postgres").command().getLast() + "\""));
  }

  static List<String> applications() {
    return Repository.APPLICATIONS;
  }

  private static Map<String, String> environment(String name) {
    return FILE.services().get(name).environment();
  }

  private static String password(String database) {
    return database.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD";
  }
}
