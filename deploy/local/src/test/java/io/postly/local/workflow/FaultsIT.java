package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What becomes of posts and events when parts die at the worst moment; {@code
 * -Dpostly.outage.seconds=30} for a longer time without Kafka.
 */
class FaultsIT {

  private static final Duration LEASE = Duration.ofSeconds(9);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("postly.outage.seconds", 12));
  private static final Map<String, String> SHORT_LEASE =
      Map.of(
          "POSTLY_SCHEDULING_DISPATCH_LEASE", LEASE.toString(),
          "POSTLY_SCHEDULING_OUTGOING_CONNECT_TIMEOUT", "PT0.5S",
          "POSTLY_SCHEDULING_OUTGOING_TIMEOUT", "PT2S");
  private static final int MANY_REVISIONS = 11;

  private static Part scheduling;
  private static Map<String, String> running = Map.of();
  private static Actions editor;
  private static WorkflowScenario workflow;

  @BeforeAll
  static void shortenTheLease() {
    scheduling = WholeSet.running().part("scheduling-service");
    editor = Packaging.MCP.as("acme-editor");
    workflow = new WorkflowScenario(editor, Packaging.MCP.as("acme-approver"));
  }

  @AfterAll
  static void restoreTheLease() {
    scheduling.stop();
    scheduling.environment(WholeSet.environment(Map.of())).start();
  }

  @Test
  void aDispatcherThatDiesBeforeItSendsDelaysThePost() {
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      runWith(Map.of("POSTLY_SCHEDULING_DISPATCH_PAUSE_BEFORE_SEND", "PT1M"));
      String publication = due(receiver, "Claimed, and not sent");
      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("claimed"));
      assertThat(receiver.posts()).isEmpty();

      scheduling.kill();
      runWith(Map.of());

      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));
      Eventually.staysTrue(LEASE.plusSeconds(2), () -> receiver.posts().size() == 1);
      assertThat(workflow.stateOf(publication)).isEqualTo("published");
    }
  }

  @Test
  void aDispatcherThatDiesBeforeItRecordsLeavesThePostUnconfirmed() {
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      runWith(Map.of("POSTLY_SCHEDULING_DISPATCH_PAUSE_AFTER_SEND", "PT1M"));
      String publication = due(receiver, "Sent, and not recorded");
      Eventually.holds(() -> assertThat(receiver.posts()).hasSize(1));
      assertThat(workflow.stateOf(publication)).isEqualTo("publishing");

      scheduling.kill();
      runWith(Map.of());

      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("unconfirmed"));
      Eventually.staysTrue(LEASE.plusSeconds(2), () -> receiver.posts().size() == 1);
      assertThat(workflow.stateOf(publication)).isEqualTo("unconfirmed");
    }
  }

  @Test
  void aLostAnswerLeavesThePostUnconfirmed() {
    try (WebhookReceiver receiver = WebhookReceiver.startHangingUp()) {
      runWith(Map.of());
      String publication = due(receiver, "Taken without a word");

      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("unconfirmed"));
      Eventually.staysTrue(LEASE.plusSeconds(2), () -> receiver.posts().size() == 1);
    }
  }

  @Test
  void withoutKafkaWritesSucceedAndTheirEventsFollowInOrder() throws InterruptedException {
    WorkflowScenario.Draft draft =
        workflow.writeDraft("Before the outage", Channels.sandbox(editor, "acme"));
    Part kafka = WholeSet.running().part("kafka");
    Instant end = Instant.now().plus(OUTAGE);
    WorkflowScenario.Draft edited = draft;

    kafka.kill();
    while (Instant.now().isBefore(end) || edited.revision() < MANY_REVISIONS) {
      edited =
          workflow.revise(edited, "Edited during the outage, after revision " + edited.revision());
      Thread.sleep(800);
    }
    kafka.start();

    int last = edited.revision();
    List<Integer> all = IntStream.rangeClosed(1, last).boxed().toList();
    // What the broker took before it died, without saying so, comes once more; readers know it.
    Eventually.within(
        Duration.ofMinutes(1),
        () ->
            assertThat(DraftEvents.revisionsOf(draft.id()).stream().distinct().toList())
                .isEqualTo(all));
    workflow.approve(edited, workflow.submit(edited));
    assertInActivityLog(draft.id(), last - 1);
  }

  /** Starts it anew, unless it runs like that already. */
  private static void runWith(Map<String, String> drill) {
    Map<String, String> environment = new HashMap<>(SHORT_LEASE);
    environment.putAll(drill);
    if (!scheduling.isRunning() || !environment.equals(running)) {
      scheduling.stop();
      scheduling.environment(WholeSet.environment(environment)).start();
      running = environment;
    }
  }

  /** A post that is due. A named time might pass before the restarted part has read the draft. */
  private static String due(WebhookReceiver receiver, String text) {
    String channel = Channels.webhook("acme", receiver.url()).text("/channel/id");
    WorkflowScenario.Draft draft = workflow.writeDraft(text, channel);
    workflow.approve(draft, workflow.submit(draft));
    return workflow.publishNow(draft);
  }

  private static void assertInActivityLog(String draftId, int updates) {
    Eventually.holds(
        () ->
            assertThat(
                    editor
                        .call(
                            "list_activity",
                            Map.of(
                                "workspace",
                                "acme",
                                "draft_id",
                                draftId,
                                "action",
                                "update_draft",
                                "limit",
                                100))
                        .succeeded()
                        .body()
                        .at("/activities"))
                .hasSize(updates));
  }
}
