package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any replica of the gateway answers any request. */
class TwoGatewaysIT {

  private static final String VERSION = "2026-07-28";
  private static final String META_PREFIX = "io.modelcontextprotocol/";

  private static TwoGateways gateways;

  @BeforeAll
  static void start() {
    gateways = TwoGateways.start();
  }

  @AfterAll
  static void stop() {
    if (gateways != null) {
      gateways.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void theWorkflowRunsThroughBothInTurn(Packaging packaging) {
    Actions editor = packaging.connect(gateways.address(), People.token("acme-editor"));
    Actions approver = packaging.connect(gateways.address(), People.token("acme-approver"));
    WorkflowScenario workflow = new WorkflowScenario(editor, approver);

    WorkflowScenario.Draft draft =
        workflow.writeDraft("Through two gateways", Channels.sandbox(editor, "acme"));
    workflow.approve(draft, workflow.submit(draft));
    String publication = workflow.publishNow(draft);

    Eventually.within(
        Duration.ofMinutes(1),
        () -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));
    assertThat(gateways.requests()).allMatch(requests -> requests >= 4);
  }

  @Test
  void aPersonSignsInAndWorksAtTheProxysAddress() {
    Discovery discovery = Discovery.from(gateways.address().resolve("/mcp"));
    OAuthClient.Tokens tokens =
        OAuthClient.register(discovery).signIn("acme-editor", discovery.allScopes());

    Answer workspaces =
        Packaging.MCP
            .connect(gateways.address(), tokens::access)
            .call("list_workspaces", Map.of())
            .succeeded();

    assertThat(workspaces.body().toString()).contains("acme");
  }

  /** The state that the client carries is opened by the replica that has not sealed it. */
  @Test
  void aQuestionOfOneIsAnsweredAtTheOther() {
    KeycloakAdmin.addPerson("traveller", "/workspaces/acme/viewer", "/workspaces/globex/viewer");
    String token = People.token("traveller").get();
    JsonNode asked = call(token, Map.of());
    assertThat(asked.at("/resultType").asText()).isEqualTo("input_required");

    Map<String, Object> choice =
        Map.of("action", "accept", "content", Map.of("workspace", "globex"));
    JsonNode answered =
        call(
            token,
            Map.of(
                "requestState",
                asked.at("/requestState").asText(),
                "inputResponses",
                Map.of("workspace", choice)));

    assertThat(answered.at("/resultType").asText()).isEqualTo("complete");
    assertThat(answered.at("/isError").asBoolean()).as(answered.toString()).isFalse();
  }

  private static JsonNode call(String token, Map<String, Object> more) {
    Map<String, Object> meta =
        Map.of(
            META_PREFIX + "protocolVersion",
            VERSION,
            META_PREFIX + "clientCapabilities",
            Map.of("elicitation", Map.of()));
    Map<String, Object> params = new LinkedHashMap<>(more);
    params.put("name", "list_drafts");
    params.put("arguments", Map.of());
    params.put("_meta", meta);
    HttpRequest.Builder request =
        Web.jsonPost(
                gateways.address().resolve("/mcp"),
                Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", params))
            .header("Authorization", "Bearer " + token)
            .header("MCP-Protocol-Version", VERSION)
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "list_drafts");
    return Web.json(Web.send(request), 200).path("result");
  }
}
