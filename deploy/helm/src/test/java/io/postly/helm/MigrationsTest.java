package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases are brought up to date once, before anything new serves. */
class MigrationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"drafts-service", "approvals-service", "scheduling-service", "analytics-service"})
  void oneMigratesTheOthersWait(String part) {
    Manifests manifests = Chart.render(Variant.external());

    assertThat(Manifests.environment(manifests.migrationOf(part)))
        .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
        .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
        .containsEntry("QUARKUS_FLYWAY_VALIDATE_AT_START", "false");
    assertThat(Manifests.environment(manifests.awaitingOf(part)))
        .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
        .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
        .containsEntry("QUARKUS_FLYWAY_VALIDATE_AT_START", "true");
    assertThat(Manifests.environment(manifests.serverOf(part)))
        .doesNotContainKey("QUARKUS_INIT_AND_EXIT")
        .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
        .containsEntry("QUARKUS_FLYWAY_VALIDATE_AT_START", "false");
  }

  @Test
  void whoMigratesNeedsNobodyToSignIn() {
    Manifests manifests = Chart.render(Variant.external());

    for (JsonNode container :
        List.of(
            manifests.migrationOf("approvals-service"),
            manifests.awaitingOf("approvals-service"))) {
      assertThat(Manifests.environment(container))
          .containsEntry("QUARKUS_OIDC_TENANT_ENABLED", "false")
          .containsEntry("QUARKUS_OIDC_CONSOLE_TENANT_ENABLED", "false");
    }
  }

  /**
   * A rollback, or a pod of the old version that is started anew, meets what the new one applied.
   */
  @Test
  void whatALaterVersionHasAppliedIsNoError() {
    Manifests manifests = Chart.render(Variant.external());

    for (JsonNode container :
        List.of(manifests.migrationOf("drafts-service"), manifests.awaitingOf("drafts-service"))) {
      assertThat(Manifests.environment(container))
          .containsEntry("QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS", "*:future,*:missing");
    }
  }

  /** Settings that a service wants at its start it wants then too. */
  @Test
  void exceptForThatTheEnvironmentIsTheServers() {
    Manifests manifests = Chart.render(Variant.external());

    Map<String, String> server = Manifests.environment(manifests.serverOf("scheduling-service"));
    server.keySet().removeIf(name -> name.startsWith("QUARKUS_FLYWAY_"));
    assertThat(Manifests.environment(manifests.migrationOf("scheduling-service")))
        .containsAllEntriesOf(server);
  }

  @Test
  void theGatewayHasNoDatabase() {
    Manifests manifests = Chart.render(Variant.external());

    assertThat(manifests.ofKind("Job")).hasSize(4);
    assertThat(
            manifests
                .one("Deployment", "postly-mcp-gateway")
                .at("/spec/template/spec")
                .has("initContainers"))
        .isFalse();
  }

  @Test
  void anotherImageIsAnotherJob() {
    List<String> first = jobs(Variant.external());

    assertThat(jobs(Variant.external("again", "environment: production"))).isEqualTo(first);
    assertThat(jobs(Variant.external("next", "image: {tag: 1.0.1}")))
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void nobodyIsTakenAwayBeforeTheNewOnesServe() {
    for (JsonNode deployment : Chart.render(Variant.external()).ofKind("Deployment")) {
      assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1)).isZero();
    }
  }

  private static List<String> jobs(Variant variant) {
    return Chart.render(variant).ofKind("Job").stream().map(Manifests::name).toList();
  }
}
