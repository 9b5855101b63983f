package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an assistant wants to let out, a person confirms; nobody and nothing else can. */
class ConfirmationIT {

  private static final String WORKSPACE = "acme";
  private final Instant due =
      Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);

  private static URI gateway;
  private static String channel;
  private static OAuthClient.Tokens editorsChat;
  private static OAuthClient.Tokens approversChat;

  private String draft;

  @BeforeAll
  static void signInToAChat() {
    gateway = WholeSet.running().gateway();
    channel = Channels.sandbox(Packaging.REST.as("acme-editor"), WORKSPACE);
    Discovery discovery = Discovery.from(WholeSet.running().mcp());
    OAuthClient chat = OAuthClient.register(discovery);
    editorsChat = chat.signIn("acme-editor", discovery.allScopes());
    approversChat = chat.signIn("acme-approver", discovery.allScopes());
  }

  @BeforeEach
  void writeADraft() {
    draft =
        Packaging.REST
            .as("acme-editor")
            .call(
                "create_draft",
                here(Map.of("text", "Words " + UUID.randomUUID(), "channel_ids", List.of(channel))))
            .succeeded()
            .text("/id");
  }

  @Test
  void anAssistantSchedulesOnceThePersonHasConfirmed() {
    Actions chat = ModernMcpActions.connect(gateway, editorsChat::access);
    Map<String, Object> post = schedule();

    JsonNode offer = asked(Patience.call(chat, "schedule_post", post));
    assertThat(offer.at("/content/0/text").asText()).startsWith("Words ");
    assertThat(offer.at("/url").asText())
        .isEqualTo(
            WholeSet.running().console() + "/acme/confirmations/" + offer.at("/id").asText());
    assertThat(posts()).isEmpty();

    confirm("acme-editor", offer);
    assertThat(posts()).as("The person's click alone does nothing").isEmpty();
    Answer scheduled = chat.call("schedule_post", post).succeeded();

    assertThat(posts()).containsExactly(scheduled.text("/publications/0/id"));
  }

  @Test
  void aKeyOrAnotherWayInMakesNoDifference() {
    Actions mcp = McpActions.connect(gateway, editorsChat::access);
    Actions rest = RestActions.connect(gateway, editorsChat::access);
    Map<String, Object> post = schedule();
    post.put("idempotency_key", UUID.randomUUID().toString());

    JsonNode offer = asked(Patience.call(mcp, "schedule_post", post));
    assertThat(asked(rest.call("schedule_post", post)).at("/id")).isEqualTo(offer.at("/id"));
    confirm("acme-editor", offer);

    rest.call("schedule_post", post).succeeded();
    assertThat(
            mcp.call("schedule_post", post).succeeded().body().at("/action/replayed").asBoolean())
        .isTrue();
    assertThat(posts()).hasSize(1);
  }

  @Test
  void aChatCannotConfirmForThePerson() {
    Actions chat = RestActions.connect(gateway, editorsChat::access);
    JsonNode offer = asked(Patience.call(chat, "schedule_post", schedule()));

    Map<String, Object> decision = decision("acme-editor", offer);
    assertThat(chat.call("confirm_action", decision).code()).isEqualTo("not_for_assistants");
    assertThat(Packaging.REST.as("acme-editor").call("confirm_action", decision).code())
        .isEqualTo("not_for_assistants");
    assertThat(ConsolePerson.as("acme-admin").call("confirm_action", decision).code())
        .isEqualTo("not_found");
    assertThat(asked(chat.call("schedule_post", schedule())).at("/id")).isEqualTo(offer.at("/id"));
    assertThat(posts()).isEmpty();
  }

  @Test
  void whatIsDeclinedIsNotDone() {
    Actions chat = ModernMcpActions.connect(gateway, editorsChat::access);
    Map<String, Object> post = schedule();
    JsonNode offer = asked(Patience.call(chat, "schedule_post", post));

    ConsolePerson.as("acme-editor")
        .call("decline_action", decision("acme-editor", offer))
        .succeeded();

    assertThat(chat.call("schedule_post", post).code()).isEqualTo("confirmation_declined");
    assertThat(posts()).isEmpty();
  }

  @Test
  void anApprovalThroughAnAssistantIsConfirmedToo() {
    String review =
        Patience.call(
                Packaging.REST.as("acme-editor"),
                "submit_for_approval",
                here(Map.of("draft_id", draft, "expected_revision", 1)))
            .succeeded()
            .text("/id");
    Actions chat = ModernMcpActions.connect(gateway, approversChat::access);
    Map<String, Object> approval = here(Map.of("review_id", review, "expected_revision", 1));

    JsonNode offer = asked(chat.call("approve_draft", approval));
    confirm("acme-approver", offer);

    assertThat(chat.call("approve_draft", approval).succeeded().text("/state"))
        .isEqualTo("approved");
  }

  @Test
  void anEditInBetweenMakesItWorthless() {
    Actions chat = ModernMcpActions.connect(gateway, editorsChat::access);
    Map<String, Object> post = schedule();
    JsonNode offer = asked(Patience.call(chat, "schedule_post", post));
    confirm("acme-editor", offer);

    Packaging.REST
        .as("acme-editor")
        .call(
            "update_draft",
            here(Map.of("draft_id", draft, "expected_revision", 1, "text", "Other words")))
        .succeeded();

    Eventually.holds(
        () ->
            assertThat(chat.call("schedule_post", post).code())
                .isIn("stale_revision", "confirmation_required"));
    assertThat(posts()).isEmpty();
  }

  /** From the post as it went out to the other words that its network shows. */
  @Test
  void aPublishedPostSaysOtherWordsOnceThePersonHasConfirmed() {
    Actions chat = McpActions.connect(gateway, editorsChat::access);
    WorkflowScenario workflow =
        new WorkflowScenario(
            new ConfirmingActions(chat, "acme-editor", RecordedActions.record()),
            ConsolePerson.as("acme-approver"));
    WorkflowScenario.Draft wrong = workflow.writeDraft("Open on Sunday", channel);
    workflow.approve(wrong, workflow.submit(wrong));
    String post = workflow.publishNow(wrong);
    Eventually.holds(() -> assertThat(workflow.stateOf(post)).isEqualTo("published"));
    WorkflowScenario.Draft right = workflow.revise(wrong, "Open on Saturday");
    workflow.approve(right, workflow.submit(right));
    Map<String, Object> update =
        here(Map.of("publication_id", post, "expected_revision", right.revision()));

    JsonNode offer = asked(Patience.call(chat, "update_post", update));
    assertThat(offer.at("/content").findValuesAsText("text"))
        .containsExactly("Open on Sunday", "Open on Saturday");
    confirm("acme-editor", offer);
    assertThat(workflow.inCalendar(post).has("update")).isFalse();
    chat.call("update_post", update).succeeded();

    Eventually.holds(
        () ->
            assertThat(workflow.inCalendar(post).at("/update/state").asText())
                .isEqualTo("updated"));
    assertThat(workflow.inCalendar(post).at("/revision").asInt()).isEqualTo(right.revision());
    assertThat(SandboxPosts.texts(post)).containsExactly("Open on Saturday");
  }

  private static JsonNode asked(Answer answer) {
    assertThat(answer.code()).isEqualTo("confirmation_required");
    return answer.body().at("/confirmation");
  }

  private static void confirm(String person, JsonNode offer) {
    Answer given =
        ConsolePerson.as(person).call("confirm_action", decision(person, offer)).succeeded();
    assertThat(given.text("/state")).isEqualTo("given");
  }

  /** On what the person was shown. */
  private static Map<String, Object> decision(String person, JsonNode offer) {
    Map<String, Object> confirmation = here(Map.of("confirmation_id", offer.at("/id").asText()));
    Answer shown = ConsolePerson.as(person).call("get_confirmation", confirmation).succeeded();
    Map<String, Object> decision = new LinkedHashMap<>(confirmation);
    decision.put("content_hash", shown.text("/content_hash"));
    return decision;
  }

  private Map<String, Object> schedule() {
    return here(Map.of("draft_id", draft, "expected_revision", 1, "publish_at", due.toString()));
  }

  private List<String> posts() {
    return Packaging.REST
        .as("acme-editor")
        .call(
            "get_calendar",
            here(
                Map.of(
                    "from", due.minus(Duration.ofHours(1)).toString(),
                    "to", due.plus(Duration.ofHours(1)).toString(),
                    "limit", 100)))
        .succeeded()
        .body()
        .at("/publications")
        .valueStream()
        .filter(post -> post.at("/draft_id").asText().equals(draft))
        .map(post -> post.at("/id").asText())
        .toList();
  }

  private static Map<String, Object> here(Map<String, Object> arguments) {
    Map<String, Object> complete = new LinkedHashMap<>(arguments);
    complete.put("workspace", WORKSPACE);
    return complete;
  }
}
