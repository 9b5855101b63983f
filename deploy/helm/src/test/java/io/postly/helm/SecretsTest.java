package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart knows names of Secrets, never what is in them. */
class SecretsTest {

  private static final String SECRET_VARIABLE =
      ".*(PASSWORD|SECRET|JAAS_CONFIG|_KEYS?|HEADERS|TOKEN)";
  private static final String SECRET_FIELD = "(?i)(password|secret|clientSecret|token|credentials)";

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noSecretIsMade(Variant variant) {
    assertThat(Chart.render(variant).ofKind("Secret")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void secretsOfTheEnvironmentComeFromSecrets(Variant variant) {
    Chart.render(variant)
        .pods()
        .forEach(
            (name, pod) -> {
              for (JsonNode container : Manifests.containers(pod)) {
                for (JsonNode variable : container.path("env")) {
                  if (variable.path("name").asText().matches(SECRET_VARIABLE)) {
                    assertThat(variable.has("value")).as("%s %s", name, variable).isFalse();
                  }
                }
              }
            });
  }

  @Test
  void theRealmHasNobodyAndNoSecret() {
    JsonNode imported =
        Chart.render(Variant.small()).one("KeycloakRealmImport", "postly-keycloak").path("spec");
    JsonNode realm = imported.path("realm");

    assertThat(realm.has("users")).isFalse();
    assertThat(realm.path("sslRequired").asText()).isEqualTo("external");
    assertThat(
            Manifests.each(realm.path("clients")).map(client -> client.path("clientId").asText()))
        .containsExactly("postly-gateway", "postly-console");
    for (JsonNode client : realm.path("clients")) {
      String placeholder = client.path("secret").asText();
      assertThat(placeholder).matches("\\$\\{[A-Z_]+}");
      assertThat(
              imported.path("placeholders").has(placeholder.substring(2, placeholder.length() - 1)))
          .isTrue();
      assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
    }
    assertThat(realm.path("groups")).hasSize(1);
    assertThat(realm.at("/groups/0").has("subGroups")).isFalse();
    assertThat(realm.toString())
        .doesNotContain(
            "postly-demo", "postly-cli", "\"credentials\"", "localhost:", "@gateway.url@")
        .contains("https://postly.example.com/console/*");
  }

  /** Whatever a field of the realm or of an operator's resource is called, it holds no secret. */
  @ParameterizedTest
  @MethodSource("variants")
  void fieldsForSecretsHoldReferences(Variant variant) {
    for (JsonNode document : Chart.render(variant).documents()) {
      if (!document.path("kind").asText().equals("ConfigMap")) {
        assertNoLiteral("", document);
      }
    }
  }

  private static void assertNoLiteral(String key, JsonNode node) {
    if (node.isTextual() && key.matches(SECRET_FIELD)) {
      assertThat(node.asText()).as(key).matches("\\$\\{[A-Z_]+}|own-[a-z-]+");
    }
    if (node.isTextual()) {
      assertThat(node.asText()).doesNotContainPattern("(?i)password *[=:] *\\S");
    }
    if (node.isArray()) {
      node.forEach(element -> assertNoLiteral("", element));
    } else {
      node.properties().forEach(entry -> assertNoLiteral(entry.getKey(), entry.getValue()));
    }
  }
}
