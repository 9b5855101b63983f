package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart tells each part what it reads, and what it has to know. */
class EnvironmentTest {

  private static final FrameworkSettings FRAMEWORKS = new FrameworkSettings();
  private static final Pattern LOCAL_VARIABLE =
      Pattern.compile("environment\\s*\\.put\\(\\s*\"([A-Z_]+[A-Z])\"");

  /** The local set has a profile and an address of its own, and repeats an address. */
  private static final Set<String> LOCAL_ONLY =
      Set.of("QUARKUS_PROFILE", "QUARKUS_HTTP_HOST", "QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL");

  private static final Set<String> EVERY_SERVICE_NEEDS =
      Set.of(
          "QUARKUS_OIDC_AUTH_SERVER_URL",
          "QUARKUS_DATASOURCE_JDBC_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD",
          "KAFKA_BOOTSTRAP_SERVERS");

  /** The parts, with the modules whose code and configuration they have. */
  enum Part {
    GATEWAY(
        "mcp-gateway", "action-layer/problem action-layer/metric action-layer/trace mcp-gateway"),
    DRAFTS("drafts-service", "action-layer/trace action-layer drafts-service"),
    APPROVALS("approvals-service", "action-layer/trace action-layer approvals-service"),
    SCHEDULING("scheduling-service", "action-layer/trace action-layer scheduling-service"),
    ANALYTICS("analytics-service", "action-layer/trace action-layer analytics-service");

    private final String title;
    private final String modules;

    Part(String title, String modules) {
      this.title = title;
      this.modules = modules;
    }

    boolean isService() {
      return this != GATEWAY;
    }

    ServiceSettings settings() {
      return ServiceSettings.of(modules.split(" "));
    }
  }

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void nothingIsSaidThatNobodyReads(Variant variant) {
    Manifests manifests = Chart.render(variant);
    for (Part part : Part.values()) {
      Set<String> own = part.settings().read();

      for (JsonNode container : containers(manifests, part)) {
        Set<String> unread = new TreeSet<>(Manifests.environment(container).keySet());
        unread.removeAll(own);
        unread.removeIf(FRAMEWORKS::read);
        assertThat(unread).as(part.title).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everythingIsSaidThatHasToBeKnown(Variant variant) {
    Manifests manifests = Chart.render(variant);
    for (Part part : Part.values()) {
      Set<String> required = new TreeSet<>(part.settings().required());
      if (part.isService()) {
        required.addAll(EVERY_SERVICE_NEEDS);
      }

      for (JsonNode container : containers(manifests, part)) {
        Map<String, String> environment = Manifests.environment(container);
        assertThat(environment).as(part.title).containsKeys(required.toArray(String[]::new));
        assertThat(environment.values())
            .as(part.title)
            .noneMatch(value -> value.isEmpty() || value.contains("localhost"));
      }
    }
  }

  /** That the sources were understood at all: what is known to be required is found there. */
  @Test
  void theSourcesSayWhatIsRequired() {
    assertThat(Part.GATEWAY.settings().required())
        .containsExactlyInAnyOrder(
            "POSTLY_GATEWAY_PUBLIC_URL",
            "POSTLY_SERVICES_DRAFTS_URL",
            "POSTLY_SERVICES_APPROVALS_URL",
            "POSTLY_SERVICES_SCHEDULING_URL",
            "POSTLY_SERVICES_ANALYTICS_URL",
            "QUARKUS_OIDC_AUTH_SERVER_URL");
    assertThat(Part.DRAFTS.settings().required())
        .containsExactlyInAnyOrder(
            "POSTLY_ACTION_CONFIRMATION_CONSOLE_URL", "POSTLY_DRAFTS_PUBLIC_URL");
    assertThat(Part.APPROVALS.settings().required())
        .containsExactlyInAnyOrder(
            "POSTLY_ACTION_CONFIRMATION_CONSOLE_URL",
            "POSTLY_CONSOLE_API_URL",
            "POSTLY_CONSOLE_CLIENT_SECRET",
            "POSTLY_CONSOLE_COOKIE_KEY");
    assertThat(Part.SCHEDULING.settings().required())
        .containsExactlyInAnyOrder(
            "POSTLY_ACTION_CONFIRMATION_CONSOLE_URL", "POSTLY_SCHEDULING_CREDENTIALS_KEY");
    assertThat(Part.ANALYTICS.settings().required())
        .containsExactlyInAnyOrder("POSTLY_ACTION_CONFIRMATION_CONSOLE_URL");
    assertThat(Part.SCHEDULING.settings().read())
        .contains(
            "POSTLY_SCHEDULING_NOTIFICATIONS_RETRY_DELAYS",
            "POSTLY_ACTION_RATE_LIMIT_CALLS_PER_MINUTE",
            "POSTLY_GATEWAY_CLIENT_ID",
            "POSTLY_LOG_JSON",
            "OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  @Test
  void frameworksReadWhatTheyListAndNothingElse() {
    assertThat(FRAMEWORKS.read("QUARKUS_INIT_AND_EXIT")).isTrue();
    assertThat(FRAMEWORKS.read("QUARKUS_OIDC_CONSOLE_TENANT_ENABLED")).isTrue();
    assertThat(FRAMEWORKS.read("KAFKA_SASL_JAAS_CONFIG")).isTrue();
    assertThat(FRAMEWORKS.read("KAFKA_SASL_PASSWORD")).isFalse();
    assertThat(FRAMEWORKS.read("QUARKUS_FLYWAY_ENABLED")).isFalse();
    assertThat(FRAMEWORKS.read("QUARKUS_OIDC_ISSUER")).isFalse();
  }

  /** Whatever the local set tells its parts, the chart tells them too. */
  @Test
  void theLocalSetSaysNothingMore() {
    Set<String> said = new HashSet<>();
    Matcher variable =
        LOCAL_VARIABLE.matcher(
            ChartFiles.text(
                ChartFiles.PROJECT.resolve(
                    "deploy/local/src/main/java/io/postly/local/ServicePlans.java")));
    while (variable.find()) {
      said.add(variable.group(1));
    }
    Manifests manifests =
        Chart.render(Variant.external("exempt", "identityProvider: {exemptClients: [scripts]}"));
    Set<String> known =
        Arrays.stream(Part.values())
            .map(part -> Manifests.environment(manifests.serverOf(part.title)).keySet())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    assertThat(said).hasSizeGreaterThan(10);
    said.removeAll(LOCAL_ONLY);
    assertThat(known).containsAll(said);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void portsAreThoseOfTheConfiguration(Part part) {
    assertThat(Manifests.environment(Chart.render(Variant.external()).serverOf(part.title)))
        .containsEntry("QUARKUS_HTTP_PORT", part.settings().property("quarkus.http.port"));
    assertThat(part.settings().property("quarkus.application.name")).isEqualTo(part.title);
  }

  @Test
  void podsReachAPrivateIssuerByItsOwnAddressAndBelieveThePublicOne() {
    Manifests manifests = Chart.render(Variant.small());
    String inside = "http://postly-keycloak-service:8080/realms/postly";
    String outside = "https://id.example.com/realms/postly";

    for (Part part : Part.values()) {
      assertThat(Manifests.environment(manifests.serverOf(part.title)))
          .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", inside)
          .containsEntry("QUARKUS_OIDC_TOKEN_ISSUER", outside);
    }
    assertThat(Manifests.environment(manifests.serverOf("mcp-gateway")))
        .containsEntry("POSTLY_GATEWAY_ISSUER", outside);
    assertThat(Manifests.environment(manifests.serverOf("approvals-service")))
        .containsEntry("POSTLY_CONSOLE_ISSUER", outside);
  }

  @ParameterizedTest
  @CsvSource({
    "drafts-service, own-drafts-s3",
    "approvals-service, own-approvals-s3",
    "scheduling-service, own-scheduling-s3"
  })
  void whoWorksWithPicturesKnowsTheObjectStore(String part, String secret) {
    JsonNode server =
        Chart.render(Variant.objectStore("blobs: {s3: {pathStyle: false}}")).serverOf(part);

    assertThat(Manifests.environment(server))
        .containsEntry("POSTLY_BLOBS_KIND", "s3")
        .containsEntry("POSTLY_BLOBS_S3_ENDPOINT", "https://s3.example.com:9443")
        .containsEntry("POSTLY_BLOBS_S3_BUCKET", "pictures")
        .containsEntry("POSTLY_BLOBS_S3_PREFIX", "postly/")
        .containsEntry("POSTLY_BLOBS_S3_PATH_STYLE", "false")
        .containsEntry("QUARKUS_TLS__BLOBS__TRUST_STORE_PEM_CERTS", "/etc/postly/blob-store/ca.crt")
        .doesNotContainKey("POSTLY_BLOBS_DIRECTORY");
    assertThat(
            Manifests.each(server.path("env"))
                .filter(variable -> variable.path("name").asText().contains("_ACCESS_KEY"))
                .map(variable -> variable.at("/valueFrom/secretKeyRef").toString()))
        .containsExactly(
            "{\"name\":\"%s\",\"key\":\"access-key-id\"}".formatted(secret),
            "{\"name\":\"%s\",\"key\":\"secret-access-key\"}".formatted(secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcp-gateway", "analytics-service"})
  void whoHasNoPicturesKnowsNothingOfThem(String part) {
    assertThat(Manifests.environment(Chart.render(Variant.objectStore()).serverOf(part)).keySet())
        .noneMatch(name -> name.contains("BLOBS"));
  }

  /** The console and the test call the gateway by its name in the cluster, which it must accept. */
  @Test
  void theGatewayAnswersToItsNameInTheCluster() {
    Manifests manifests = Chart.render(Variant.external());
    String allowed =
        Manifests.environment(manifests.serverOf("mcp-gateway"))
            .get("POSTLY_GATEWAY_ALLOWED_HOSTS");

    assertThat(Manifests.environment(manifests.serverOf("approvals-service")))
        .containsEntry("POSTLY_CONSOLE_API_URL", "http://" + allowed);
    assertThat(
            Manifests.environment(
                manifests.one("Pod", "postly-handshake-test").at("/spec/containers/0")))
        .containsEntry("ENDPOINT", "http://" + allowed + "/mcp");
  }

  static List<JsonNode> containers(Manifests manifests, Part part) {
    return part.isService()
        ? List.of(
            manifests.serverOf(part.title),
            manifests.awaitingOf(part.title),
            manifests.migrationOf(part.title))
        : List.of(manifests.serverOf(part.title));
  }
}
