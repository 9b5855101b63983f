package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is named exists: in the chart, by an operator's hand, or as something that operators bring.
 */
class ReferencesTest {

  /** The name of all that {@link Variant} brings itself begins so. */
  private static final String BROUGHT = "own-";

  private static final Set<String> NAME_OF_A_SECRET = Set.of("secretName", "tlsSecret");

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void secretsAreBroughtOrMadeByAnOperator(Variant variant) {
    Manifests manifests = Chart.render(variant);
    Set<String> secrets = new TreeSet<>();
    manifests.documents().forEach(document -> collectSecrets("", document, secrets));

    assertThat(secrets)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(name.startsWith(BROUGHT) || isMade(manifests, name)).as(name).isTrue());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void accountsExist(Variant variant) {
    Manifests manifests = Chart.render(variant);

    manifests
        .pods()
        .forEach(
            (name, pod) -> {
              JsonNode account = pod.at("/spec/serviceAccountName");
              assertThat(
                      account.isMissingNode() || manifests.has("ServiceAccount", account.asText()))
                  .as(name)
                  .isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void volumesAreMountedAndMountsAreVolumes(Variant variant) {
    Chart.render(variant)
        .pods()
        .forEach(
            (name, pod) -> {
              List<String> volumes = names(pod.at("/spec/volumes"));
              for (JsonNode container : Manifests.containers(pod)) {
                assertThat(names(container.path("volumeMounts")))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(volumes);
              }
            });
  }

  /** Files that the environment names are keys of Secrets that are mounted there. */
  @ParameterizedTest
  @MethodSource("variants")
  void filesOfTheEnvironmentAreMounted(Variant variant) {
    Chart.render(variant)
        .pods()
        .forEach(
            (name, pod) -> {
              Set<String> files = new TreeSet<>();
              for (JsonNode volume : pod.at("/spec/volumes")) {
                volume
                    .at("/secret/items")
                    .forEach(
                        item ->
                            files.add(
                                "/etc/postly/%s/%s"
                                    .formatted(
                                        volume.path("name").asText(), item.path("path").asText())));
              }
              Set<String> named = new TreeSet<>();
              for (JsonNode container : Manifests.containers(pod)) {
                for (String value : Manifests.environment(container).values()) {
                  int begin = value.indexOf("/etc/postly/");
                  if (begin >= 0) {
                    named.add(value.substring(begin));
                  }
                }
              }
              assertThat(named).as(name).isEqualTo(files);
            });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void selectorsChooseTheServersOfOnePart(Variant variant) {
    Manifests manifests = Chart.render(variant);

    for (JsonNode deployment : manifests.ofKind("Deployment")) {
      Map<String, String> selector = Manifests.strings(deployment.at("/spec/selector/matchLabels"));
      Map<String, String> labels =
          Manifests.strings(deployment.at("/spec/template/metadata/labels"));
      String name = Manifests.name(deployment);

      assertThat(labels).containsAllEntriesOf(selector);
      assertThat(chosen(manifests, selector)).containsExactly(labels);
      assertThat(Manifests.strings(manifests.one("Service", name).at("/spec/selector")))
          .isEqualTo(selector);
      for (JsonNode budget : manifests.ofKind("PodDisruptionBudget")) {
        if (Manifests.name(budget).equals(name)) {
          assertThat(Manifests.strings(budget.at("/spec/selector/matchLabels")))
              .isEqualTo(selector);
        }
      }
      for (JsonNode spread : deployment.at("/spec/template/spec/topologySpreadConstraints")) {
        assertThat(Manifests.strings(spread.at("/labelSelector/matchLabels"))).isEqualTo(selector);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void servicesLeadToPortsThatAreOpen(Variant variant) {
    Manifests manifests = Chart.render(variant);

    for (JsonNode service : manifests.ofKind("Service")) {
      JsonNode server =
          manifests
              .one("Deployment", Manifests.name(service))
              .at("/spec/template/spec/containers/0");
      assertThat(names(server.path("ports")))
          .contains(service.at("/spec/ports/0/targetPort").asText());
      assertThat(Manifests.environment(server).get("QUARKUS_HTTP_PORT"))
          .isEqualTo(server.at("/ports/0/containerPort").asText())
          .isEqualTo(service.at("/spec/ports/0/port").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void addressesOfThePartsAreThoseOfServices(Variant variant) {
    Manifests manifests = Chart.render(variant);

    for (JsonNode pod : manifests.pods().values()) {
      for (JsonNode container : Manifests.containers(pod)) {
        for (String value : Manifests.environment(container).values()) {
          if (value.startsWith("http://postly-") && !value.contains("keycloak")) {
            URI address = URI.create(value);
            assertThat(manifests.one("Service", address.getHost()).at("/spec/ports/0/port").asInt())
                .isEqualTo(address.getPort());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatScalesOrProtectsHasWhatItScalesOrProtects(Variant variant) {
    Manifests manifests = Chart.render(variant);

    for (String kind : List.of("HorizontalPodAutoscaler", "ScaledObject")) {
      for (JsonNode scaler : manifests.ofKind(kind)) {
        assertThat(manifests.has("Deployment", scaler.at("/spec/scaleTargetRef/name").asText()))
            .isTrue();
      }
    }
    for (JsonNode budget : manifests.ofKind("PodDisruptionBudget")) {
      assertThat(manifests.has("Deployment", Manifests.name(budget))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void entrancesLeadToTheGateway(Variant variant) {
    Manifests manifests = Chart.render(variant);

    for (JsonNode ingress : manifests.ofKind("Ingress")) {
      for (JsonNode path : ingress.at("/spec/rules/0/http/paths")) {
        assertThat(path.at("/backend/service/name").asText()).isEqualTo("postly-mcp-gateway");
        assertThat(path.at("/backend/service/port/name").asText()).isEqualTo("http");
      }
    }
    for (JsonNode route : manifests.ofKind("HTTPRoute")) {
      JsonNode backend = route.at("/spec/rules/0/backendRefs/0");
      assertThat(backend.path("name").asText()).isEqualTo("postly-mcp-gateway");
      assertThat(backend.path("port").asInt()).isEqualTo(8080);
    }
  }

  private static List<Map<String, String>> chosen(
      Manifests manifests, Map<String, String> selector) {
    return manifests.podLabels().stream()
        .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
        .toList();
  }

  /** Kafka's and PostgreSQL's operators make these. */
  private static boolean isMade(Manifests manifests, String secret) {
    return manifests.has("KafkaUser", secret)
        || manifests.ofKind("Kafka").stream()
            .anyMatch(kafka -> secret.equals(Manifests.name(kafka) + "-cluster-ca-cert"))
        || manifests.ofKind("Cluster").stream()
            .anyMatch(cluster -> secret.equals(Manifests.name(cluster) + "-ca"));
  }

  private static void collectSecrets(String key, JsonNode node, Set<String> secrets) {
    boolean holdsName = key.equals("secretKeyRef") || key.matches(".*Secret|secret");
    if (node.isTextual() && NAME_OF_A_SECRET.contains(key)) {
      secrets.add(node.asText());
    } else if (node.isObject()) {
      if (holdsName && node.has("name")) {
        secrets.add(node.path("name").asText());
      }
      if (node.path("user").path("secret").isTextual()) {
        secrets.add(node.at("/user/secret").asText());
      }
      node.properties().forEach(entry -> collectSecrets(entry.getKey(), entry.getValue(), secrets));
    } else if (node.isArray()) {
      boolean pull = key.equals("imagePullSecrets");
      node.forEach(
          element -> {
            if (pull) {
              secrets.add(element.path("name").asText());
            }
            collectSecrets("", element, secrets);
          });
    }
  }

  private static List<String> names(JsonNode list) {
    return Manifests.each(list).map(element -> element.path("name").asText()).toList();
  }
}
