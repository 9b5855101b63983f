package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that are real, and not meant for where they are shown. */
class WrongTokensIT {

  private static final String DRAFTS = "/api/v1/workspaces/acme/drafts";
  private static final Map<String, String> DRAFT = Map.of("text", "Must never be stored");

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    String token = KeycloakAdmin.tokenWithoutAudience("acme-editor");

    assertRefusedByTheGateway(token);
  }

  @Test
  void anExpiredTokenIsRefused() throws InterruptedException {
    String token = KeycloakAdmin.shortLivedToken("acme-editor");
    Thread.sleep(2500);

    assertRefusedByTheGateway(token);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    assertRefusedByTheGateway(KeycloakAdmin.tokenOfAnotherIssuer());
  }

  @Test
  void aTokenWithABrokenSignatureIsRefused() {
    String token = People.token("acme-editor").get();
    int last = token.lastIndexOf('.') + 1;
    char changed = token.charAt(last) == 'A' ? 'B' : 'A';

    assertRefusedByTheGateway(token.substring(0, last) + changed + token.substring(last + 1));
  }

  @Test
  void theClientsTokenDoesNotWorkAgainstTheServices() {
    String token = People.token("acme-editor").get();

    for (String service :
        List.of("drafts-service", "approvals-service", "scheduling-service", "analytics-service")) {
      int port = WholeSet.running().part(service).port();
      String path =
          switch (service) {
            case "drafts-service" -> "drafts";
            case "approvals-service" -> "reviews";
            case "scheduling-service" -> "channels";
            default -> "activity";
          };
      URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/workspaces/acme/" + path);
      assertUnauthenticated(
          Web.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token)));
    }
  }

  private static void assertRefusedByTheGateway(String token) {
    PostlySet set = WholeSet.running();
    assertUnauthenticated(
        Web.send(
            Web.jsonPost(set.gateway().resolve(DRAFTS), DRAFT)
                .header("Authorization", "Bearer " + token)));
    Map<String, Object> call =
        Map.of(
            "jsonrpc", "2.0",
            "id", "1",
            "method", "tools/call",
            "params",
                Map.of(
                    "name",
                    "create_draft",
                    "arguments",
                    Map.of("workspace", "acme", "text", DRAFT.get("text"))));
    HttpResponse<String> refused =
        Web.send(Web.jsonPost(set.mcp(), call).header("Authorization", "Bearer " + token));
    assertUnauthenticated(refused);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"", "resource_metadata=");
    assertNothingStored();
  }

  private static void assertUnauthenticated(HttpResponse<String> response) {
    JsonNode problem = Web.json(response, 401);
    assertThat(problem.at("/code").asText()).isEqualTo("unauthenticated");
    assertThat(problem.at("/category").asText()).isEqualTo("auth");
    assertThat(response.body()).doesNotContain("io.quarkus", "Exception");
  }

  private static void assertNothingStored() {
    Answer drafts =
        Packaging.REST.as("acme-editor").call("list_drafts", Map.of("workspace", "acme"));
    assertThat(drafts.succeeded().body().toString()).doesNotContain(DRAFT.get("text"));
  }
}
