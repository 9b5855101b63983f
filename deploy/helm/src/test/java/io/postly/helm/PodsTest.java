package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods may do, and how they begin and end. */
class PodsTest {

  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void podsKeepTheRestrictedStandard(Variant variant) {
    Map<String, JsonNode> pods = Chart.render(variant).pods();

    assertThat(pods).hasSize(10);
    pods.forEach(
        (name, pod) -> {
          JsonNode spec = pod.path("spec");
          assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
          assertThat(spec.at("/securityContext/runAsUser").asInt(1)).as(name).isPositive();
          assertThat(spec.at("/securityContext/seccompProfile/type").asText())
              .isEqualTo("RuntimeDefault");
          assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).as(name).isFalse();
          assertThat(spec.path("enableServiceLinks").asBoolean(true)).as(name).isFalse();
          assertThat(Manifests.strings(spec).keySet())
              .doesNotContain("hostNetwork", "hostPID", "hostIPC");
          assertThat(Manifests.each(spec.path("volumes")))
              .allMatch(
                  volume -> volume.has("emptyDir") || volume.has("secret") || isBlobs(volume));
        });
  }

  private static boolean isBlobs(JsonNode volume) {
    return volume.path("name").asText().equals("blobs") && volume.has("persistentVolumeClaim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drafts-service", "approvals-service", "scheduling-service"})
  void whoWorksWithPicturesSharesOneVolume(String part) {
    JsonNode own = Chart.render(Variant.external()).serverOf(part);
    Manifests existing =
        Chart.render(Variant.external("ownClaim", "blobs: {existingClaim: own-pictures}"));

    assertThat(Manifests.environment(own).get("POSTLY_BLOBS_DIRECTORY"))
        .isEqualTo("/var/lib/postly/blobs");
    assertThat(claims(Chart.render(Variant.external()))).containsOnly("postly-blobs");
    assertThat(claims(existing)).containsOnly("own-pictures");
  }

  @Test
  void withAnObjectStoreThereIsNoVolume() {
    Manifests manifests = Chart.render(Variant.objectStore());

    assertThat(claims(manifests)).isEmpty();
    assertThat(manifests.ofKind("PersistentVolumeClaim")).isEmpty();
    assertThat(Manifests.each(manifests.serverOf("drafts-service").path("volumeMounts")))
        .noneMatch(mount -> mount.path("name").asText().equals("blobs"));
  }

  private static List<String> claims(Manifests manifests) {
    return manifests.pods().values().stream()
        .flatMap(pod -> Manifests.each(pod.at("/spec/volumes")))
        .filter(volume -> volume.has("persistentVolumeClaim"))
        .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void containersMayOnlyRun(Variant variant) {
    Chart.render(variant)
        .pods()
        .forEach(
            (name, pod) ->
                assertThat(Manifests.containers(pod))
                    .isNotEmpty()
                    .allSatisfy(
                        container -> {
                          JsonNode security = container.path("securityContext");
                          assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                              .as(name)
                              .isFalse();
                          assertThat(security.path("readOnlyRootFilesystem").asBoolean())
                              .as(name)
                              .isTrue();
                          assertThat(security.at("/capabilities/drop").toString())
                              .isEqualTo("[\"ALL\"]");
                          assertThat(security.at("/capabilities").size()).isEqualTo(1);
                          assertThat(security.has("privileged")).isFalse();
                          assertThat(container.at("/resources/requests/memory").isTextual())
                              .isTrue();
                          assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
                          assertThat(Manifests.each(container.path("volumeMounts")))
                              .allMatch(
                                  mount ->
                                      mount.path("mountPath").asText().equals("/tmp")
                                          || mount.path("name").asText().equals("blobs")
                                          || mount.path("readOnly").asBoolean());
                        }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp-gateway",
        "drafts-service",
        "approvals-service",
        "scheduling-service",
        "analytics-service"
      })
  void serversAreAskedHowTheyAre(String part) {
    JsonNode server = Chart.render(Variant.external()).serverOf(part);

    assertThat(server.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
    assertThat(server.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(server.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(server.path(probe).at("/httpGet/port").asText())
          .isEqualTo(server.at("/ports/0/name").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void podsHaveTheTimeThatTheirEndTakes(Variant variant) {
    for (JsonNode deployment : Chart.render(variant).ofKind("Deployment")) {
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode server = pod.at("/containers/0");
      int sleep = server.at("/lifecycle/preStop/sleep/seconds").asInt();
      String timeout = Manifests.environment(server).get("QUARKUS_SHUTDOWN_TIMEOUT");
      int most = pod.path("terminationGracePeriodSeconds").asInt();

      assertThat(sleep).isPositive();
      assertThat(most)
          .isGreaterThan(sleep + Integer.parseInt(timeout.substring(0, timeout.length() - 1)));
    }
  }

  /**
   * What is being sent has 20 s, posts and notifications each, and what is being renewed 40 s,
   * after calls have had theirs.
   */
  @Test
  void theDispatcherHasTheTimeThatItGivesItself() {
    JsonNode pod =
        Chart.render(Variant.external())
            .one("Deployment", "postly-scheduling-service")
            .at("/spec/template/spec");

    assertThat(pod.path("terminationGracePeriodSeconds").asInt())
        .isGreaterThan(5 + 10 + 20 + 20 + 40);
  }

  @Test
  void imagesAreNativeUnlessToldOtherwise() {
    assertThat(image(Variant.external(), "drafts-service"))
        .isEqualTo("registry.example.com/postly/drafts-service:1.0.0");
    assertThat(image(Variant.external("jvm", "image: {kind: jvm}"), "drafts-service"))
        .isEqualTo("registry.example.com/postly/drafts-service:1.0.0-jvm");
  }

  @Test
  void aDigestPinsAnImageWhereverItRuns() {
    Manifests manifests =
        Chart.render(Variant.external("pinned", "services: {drafts: {digest: '" + DIGEST + "'}}"));
    String pinned = "registry.example.com/postly/drafts-service:1.0.0@" + DIGEST;

    assertThat(manifests.serverOf("drafts-service").path("image").asText()).isEqualTo(pinned);
    assertThat(manifests.awaitingOf("drafts-service").path("image").asText()).isEqualTo(pinned);
    assertThat(manifests.migrationOf("drafts-service").path("image").asText()).isEqualTo(pinned);
  }

  @Test
  void aJavaMachinesTagIsALabelToo() {
    assertThat(
            Manifests.strings(
                Chart.render(Variant.external("jvm", "image: {kind: jvm}"))
                    .one("Deployment", "postly-mcp-gateway")
                    .at("/metadata/labels")))
        .containsEntry("app.kubernetes.io/version", "1.0.0-jvm");
  }

  @Test
  void podsAreSpreadWithinTheirVersion() {
    JsonNode spread =
        Chart.render(Variant.production())
            .one("Deployment", "postly-drafts-service")
            .at("/spec/template/spec/topologySpreadConstraints");

    assertThat(Manifests.each(spread).map(constraint -> constraint.path("topologyKey").asText()))
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    assertThat(Manifests.each(spread))
        .allMatch(
            constraint ->
                constraint.path("whenUnsatisfiable").asText().equals("DoNotSchedule")
                    && constraint.path("matchLabelKeys").toString().contains("pod-template-hash"));
  }

  @Test
  void replicasAreTheScalersWhereThereIsOne() {
    JsonNode scaled = Chart.render(Variant.production()).one("Deployment", "postly-drafts-service");
    JsonNode fixed = Chart.render(Variant.external()).one("Deployment", "postly-drafts-service");

    assertThat(scaled.path("spec").has("replicas")).isFalse();
    assertThat(fixed.at("/spec/replicas").asInt()).isEqualTo(2);
  }

  private static String image(Variant variant, String part) {
    return Chart.render(variant).serverOf(part).path("image").asText();
  }
}
