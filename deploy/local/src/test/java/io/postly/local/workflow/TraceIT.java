package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One trace, from the assistant's call to the network and back. */
class TraceIT {

  private static final String ASSISTANT = "b7ad6b7169203331";

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @Test
  void theWorkflowIsOneTraceFromTheAssistantToTheNetworkAndBack() {
    Actions editor = traced("acme-editor");
    WorkflowScenario workflow = new WorkflowScenario(editor, traced("acme-approver"));
    try (WebhookReceiver network = WebhookReceiver.start()) {
      String channel = Channels.webhook("acme", network.url()).text("/channel/id");
      WorkflowScenario.Draft draft = workflow.writeDraft("One trace", channel);
      workflow.approve(draft, workflow.submit(draft));
      String publication = workflow.publishNow(draft);
      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));

      Eventually.holds(this::assertThatItIsOneTrace);
      assertThat(network.posts()).hasSize(1);
      assertThat(network.posts().getFirst().header("traceparent")).isNull();
    }
  }

  private void assertThatItIsOneTrace() {
    TraceReceiver.Span call = span("mcp-gateway", "tools/call create_draft");
    assertThat(call.parent()).isEqualTo(ASSISTANT);
    TraceReceiver.Span forwarding =
        span("mcp-gateway", "POST /api/v1/workspaces/{workspace}/drafts");
    assertThat(forwarding.parent()).isEqualTo(call.id());
    TraceReceiver.Span action = span("drafts-service", "create_draft");
    assertThat(action.parent()).isEqualTo(forwarding.id());
    assertThat(spans("drafts-service", "send postly.drafts"))
        .anyMatch(span -> span.parent().equals(action.id()));
    assertThat(spans("approvals-service", "apply io.postly.draft.revised.v1"))
        .anyMatch(applied -> isBelow(applied, "drafts-service", "send postly.drafts"));
    TraceReceiver.Span dispatch = span("scheduling-service", "dispatch");
    // Called again for as long as the approval is not known there, and the last call is the one.
    assertThat(isBelow(dispatch, "scheduling-service", "publish_now")).isTrue();
    TraceReceiver.Span delivery = span("scheduling-service", "deliver webhook");
    assertThat(delivery.parent()).isEqualTo(dispatch.id());
    assertThat(spans("scheduling-service", "send postly.publications"))
        .anyMatch(span -> span.parent().equals(dispatch.id()));
  }

  @Test
  void logsAreJson() throws IOException {
    List<String> lines =
        Files.readAllLines(WholeSet.running().part("drafts-service").log()).stream()
            .filter(line -> line.contains("started in"))
            .toList();

    JsonNode started = Web.parse(lines.getLast());
    assertThat(started.at("/level").asText()).isEqualTo("INFO");
  }

  private boolean isBelow(TraceReceiver.Span span, String service, String name) {
    return spans(service, name).stream().anyMatch(parent -> parent.id().equals(span.parent()));
  }

  private TraceReceiver.Span span(String service, String name) {
    List<TraceReceiver.Span> found = spans(service, name);
    assertThat(found).as(service + " " + name).isNotEmpty();
    return found.getFirst();
  }

  private List<TraceReceiver.Span> spans(String service, String name) {
    return WholeSet.collector().spansOf(trace).stream()
        .filter(span -> span.is(service, name))
        .toList();
  }

  private Actions traced(String person) {
    return ModernMcpActions.connect(WholeSet.running().gateway(), People.token(person))
        .inTrace("00-" + trace + "-" + ASSISTANT + "-01");
  }
}
