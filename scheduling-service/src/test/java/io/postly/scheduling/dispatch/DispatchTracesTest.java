package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.RecordedSpans;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Traced;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What going out leaves in the trace of the call that asked for it. */
@QuarkusTest
@TestProfile(Traced.class)
@WithTestResource(PostlyBackends.class)
class DispatchTracesTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject DispatchTraces traces;
  @Inject RecordedSpans spans;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldGoOnInTheTraceOfACallThatPublishesAtOnce() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      publishNow(webhook(receiver.url("/")));
      runToEnd();

      SpanData call = spans.await("publish_now", trace);
      SpanData dispatch = spans.await("dispatch", trace);
      SpanData delivery = spans.await("deliver webhook", trace);
      assertEquals(call.getSpanId(), dispatch.getParentSpanId());
      assertEquals(dispatch.getSpanId(), delivery.getParentSpanId());
      assertEquals(SpanKind.CLIENT, delivery.getKind());
      assertEquals("webhook", delivery.getAttributes().get(TraceAttributes.NETWORK));
      assertEquals("ok", delivery.getAttributes().get(TraceAttributes.OUTCOME));
      assertNull(receiver.received().getFirst().headers().get(Traces.HEADER));
    }
  }

  @Test
  void shouldLinkWhatWasPlannedForLaterToTheCall() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Requests.as(editor)
        .header(Traces.HEADER, header())
        .body(wanted(draft, 1, clock.instant().plus(SOON)))
        .post(path("/publications"))
        .then()
        .statusCode(201);
    clock.advance(SOON);
    runToEnd();

    SpanData call = spans.await("schedule_post", trace);
    SpanData dispatch =
        spans.await(
            span ->
                span.getName().equals("dispatch")
                    && span.getLinks().stream()
                        .anyMatch(link -> link.getSpanContext().getTraceId().equals(trace)));
    assertNotEquals(trace, dispatch.getTraceId());
    assertFalse(dispatch.getParentSpanContext().isValid());
    assertEquals(call.getSpanId(), dispatch.getLinks().getFirst().getSpanContext().getSpanId());
    spans.await("deliver sandbox", dispatch.getTraceId());
    SpanData announced = spans.await("send postly.publications", dispatch.getTraceId());
    assertEquals(dispatch.getSpanId(), announced.getParentSpanId());
  }

  @Test
  void shouldSayThatANetworkDidNotTakeIt() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(400))) {
      String url = receiver.url("/");
      publishNow(webhook(url));
      runToEnd();

      SpanData delivery = spans.await("deliver webhook", trace);
      assertEquals("not_delivered", delivery.getAttributes().get(TraceAttributes.OUTCOME));
      assertEquals(StatusCode.ERROR, delivery.getStatus().getStatusCode());
      assertTrue(spans.all().stream().noneMatch(span -> span.toString().contains(url)));
    }
  }

  private void publishNow(UUID channel) {
    Draft draft = content.approvedDraft(workspace, "Hello", channel);
    Map<String, Object> body = new HashMap<>();
    body.put("draft_id", draft.id());
    body.put("expected_revision", 1);
    Requests.as(editor)
        .header(Traces.HEADER, header())
        .body(body)
        .post(path("/publications/immediate"))
        .then()
        .statusCode(201);
  }

  private void runToEnd() {
    Dispatcher dispatcher =
        new Dispatcher(
            ledger, batches, parts, updates, networks, vault, traces, DispatchSettings.USUAL);
    while (dispatcher.run() > 0) {
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
  }

  private String header() {
    return "00-" + trace + "-b7ad6b7169203331-01";
  }
}
