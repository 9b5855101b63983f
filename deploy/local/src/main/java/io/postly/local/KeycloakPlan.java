package io.postly.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keycloak with the realm {@code postly}. Programs are shared through the home's engines; data and
 * configuration are the home's own.
 */
final class KeycloakPlan implements PartPlan {

  static final String NAME = "keycloak";

  /**
   * What of its directory is not made anew: people, clients and consents, and that they are there.
   */
  static final List<String> STATE = List.of("data/h2/keycloakdb.mv.db", "imported");

  /** The longest first start: it puts Keycloak together for this machine, most of a minute. */
  static final Duration FIRST_START = Duration.ofMinutes(6);

  private static final String CONSOLE_CLIENT = "postly-console";

  private final PostlyHome home;
  private final Ports ports;
  private final Secrets secrets;
  private final Project project;

  KeycloakPlan(PostlyHome home, Ports ports, Secrets secrets, Project project) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.project = project;
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
    return List.of(Port.KEYCLOAK);
  }

  @Override
  public void prepare() {
    try {
      copyProgramsOnce();
      layOutOnce();
      writeRealm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> command() {
    return List.of(
        "sh",
        directory().resolve("bin/kc.sh").toString(),
        "start-dev",
        "--import-realm",
        "--http-host=127.0.0.1",
        "--http-port=" + ports.of(Port.KEYCLOAK),
        "--hostname=" + address());
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
    // As the others: soon there, and then little to do.
    environment.put("JAVA_OPTS_APPEND", "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    if (!Files.exists(imported())) {
      environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
      environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloakAdminPassword());
    }
    return environment;
  }

  @Override
  public boolean isReady() {
    return Http.answers(issuer() + "/.well-known/openid-configuration");
  }

  @Override
  public void whenReady() {
    if (Files.exists(imported())) {
      new RealmClient(address(), secrets.keycloakAdminPassword())
          .bringUpToDate(filledRealm(), CONSOLE_CLIENT);
    }
    mark(imported());
    mark(augmented());
  }

  @Override
  public Duration patience() {
    return FIRST_START;
  }

  String issuer() {
    return address() + "/realms/postly";
  }

  private String address() {
    return "http://localhost:" + ports.of(Port.KEYCLOAK);
  }

  /**
   * Keycloak changes its own programs at the first start: a copy, made anew if that was cut off.
   */
  private void copyProgramsOnce() {
    if (!Files.exists(augmented())) {
      FileTree.delete(programs());
      FileTree.copy(project.keycloakDistribution(Engines.version(NAME)), programs());
    }
  }

  private void layOutOnce() throws IOException {
    if (!Files.exists(imported())) {
      FileTree.delete(directory());
    }
    PostlyHome.makePrivate(directory());
    if (!isLaidOut()) {
      layOut();
    }
  }

  private boolean isLaidOut() throws IOException {
    return Files.isSymbolicLink(library())
        && Files.readSymbolicLink(library()).equals(programs().resolve("lib"));
  }

  /** Anew also for another version of the programs; the data beside them stays. */
  private void layOut() throws IOException {
    // The script finds its home by its own real path, so it has to be a copy.
    for (String own : List.of("bin", "conf", "providers", "themes")) {
      FileTree.delete(directory().resolve(own));
      FileTree.copy(programs().resolve(own), directory().resolve(own));
    }
    Files.deleteIfExists(library());
    Files.createSymbolicLink(library(), programs().resolve("lib"));
  }

  private Path library() {
    return directory().resolve("lib");
  }

  private void writeRealm() throws IOException {
    Path file = directory().resolve("data/import/postly-realm.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, filledRealm());
  }

  private String filledRealm() {
    return Template.fill(
        realm(),
        Map.of(
            "gateway.secret", secrets.gatewayClientSecret(),
            "gateway.url", "http://localhost:" + ports.of(Port.GATEWAY),
            "console.secret", secrets.consoleClientSecret()));
  }

  private static String realm() {
    try (InputStream stream = KeycloakPlan.class.getResourceAsStream("/postly-realm.json")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void mark(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path directory() {
    return home.data(NAME);
  }

  private Path programs() {
    return Engines.directory(home, NAME);
  }

  /** Exists once the realm is in the database. */
  private Path imported() {
    return directory().resolve(STATE.getLast());
  }

  /** Exists once the programs are put together. */
  private Path augmented() {
    return programs().resolve("augmented");
  }
}
