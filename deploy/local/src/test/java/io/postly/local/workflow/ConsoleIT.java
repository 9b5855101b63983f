package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The review console in a real browser, from the sign-in on, where there is a Chromium: {@code
 * CHROMIUM} in the environment, or Debian's.
 */
class ConsoleIT {

  private static final String WORKSPACE = "globex";
  private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
  private static final Duration TEN_DAYS = Duration.ofDays(10);

  private static String chromium;
  private static NodeProject scripts;

  @BeforeAll
  static void install() {
    chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    assumeTrue(
        NodeProject.isRequired() || Files.isExecutable(Path.of(chromium)),
        "There is no Chromium here: install one, or name it in CHROMIUM");
    scripts = NodeProject.install("console");
  }

  @Test
  void peopleDoTheirWorkInTheConsole() {
    Actions editor = Packaging.REST.as(WORKSPACE + "-editor");
    Actions approver = Packaging.REST.as(WORKSPACE + "-approver");
    String channel = Channels.sandbox(editor, WORKSPACE);
    String changed = submitted(editor, approver, channel);
    String plain = review(editor, draft(editor, "Quarterly figures", channel), 1);
    String planned = planned(editor, approver, channel);
    askForConfirmation(channel);

    String output =
        scripts.run(
            "console.mjs",
            Map.of(
                "CHROMIUM", chromium,
                "POSTLY_URL", WholeSet.running().gateway().toString(),
                "POSTLY_ISSUER", WholeSet.running().issuer().toString(),
                "POSTLY_DEMO_PASSWORD", People.PASSWORD,
                "POSTLY_WORKSPACE", WORKSPACE,
                "POSTLY_CHANGED_REVIEW", changed,
                "POSTLY_PLAIN_REVIEW", plain,
                "POSTLY_PLANNED_POST", planned,
                "POSTLY_SCREENSHOTS", SCREENSHOTS.toString()));

    assertThat(output).contains("all went as it must");
    assertThat(stateOf(approver, changed)).isEqualTo("approved");
    assertThat(stateOf(approver, plain)).isEqualTo("changes_requested");
  }

  @Test
  void withoutASignInThereIsNothingToSee() {
    URI page = URI.create(WholeSet.running().console() + "/" + WORKSPACE);

    HttpResponse<String> answer = Web.get(page);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(WholeSet.running().issuer().toString())
        .contains("code_challenge_method=S256", "client_id=postly-console")
        .contains("redirect_uri=" + Web.encode(WholeSet.running().console().toString()));
    assertThat(answer.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .containsIgnoringCase("path=/console")
                    .containsIgnoringCase("httponly")
                    .containsIgnoringCase("samesite=lax"));
  }

  /** A bearer token opens the API, not the console. */
  @Test
  void aTokenIsNoSession() {
    URI page = URI.create(WholeSet.running().console() + "/" + WORKSPACE);

    HttpResponse<String> answer =
        Web.send(
            HttpRequest.newBuilder(page)
                .header("Authorization", "Bearer " + People.token(WORKSPACE + "-admin").get()));

    assertThat(answer.statusCode()).isIn(302, 401);
  }

  /** Approved once, changed since, and asked for again: so that there is something to compare. */
  private static String submitted(Actions editor, Actions approver, String channel) {
    String draft = draft(editor, "Spring collection", channel);
    approve(approver, review(editor, draft, 1), 1);
    Patience.call(
            editor,
            "update_draft",
            Map.of(
                "workspace",
                WORKSPACE,
                "draft_id",
                draft,
                "expected_revision",
                1,
                "text",
                "Our autumn collection is here. Come and see it on <b>Friday</b>."))
        .succeeded();
    return review(editor, draft, 2);
  }

  private static String planned(Actions editor, Actions approver, String channel) {
    String draft = draft(editor, "Open day", channel);
    approve(approver, review(editor, draft, 1), 1);
    return Patience.call(editor, "schedule_post", schedule(draft))
        .succeeded()
        .text("/publications/0/id");
  }

  /** An assistant's call of an action that lets something out; its person has not agreed yet. */
  private static void askForConfirmation(String channel) {
    Discovery discovery = Discovery.from(WholeSet.running().mcp());
    OAuthClient.Tokens tokens =
        OAuthClient.register(discovery).signIn(WORKSPACE + "-editor", discovery.allScopes());
    Actions assistant = McpActions.connect(WholeSet.running().gateway(), tokens::access);
    String draft = draft(assistant, "New office in Lisbon", channel);
    approve(Packaging.REST.as(WORKSPACE + "-approver"), review(assistant, draft, 1), 1);
    Patience.call(assistant, "schedule_post", schedule(draft));
  }

  private static Map<String, Object> schedule(String draft) {
    return Map.of(
        "workspace",
        WORKSPACE,
        "draft_id",
        draft,
        "expected_revision",
        1,
        "publish_at",
        Instant.now().plus(TEN_DAYS).toString(),
        "idempotency_key",
        UUID.randomUUID().toString());
  }

  private static String draft(Actions editor, String title, String channel) {
    return editor
        .call(
            "create_draft",
            Map.of(
                "workspace",
                WORKSPACE,
                "title",
                title,
                "text",
                "Our spring collection is here. Come and see it on Friday.",
                "channel_ids",
                List.of(channel)))
        .succeeded()
        .text("/id");
  }

  private static String review(Actions editor, String draft, int revision) {
    return Patience.call(
            editor,
            "submit_for_approval",
            Map.of(
                "workspace", WORKSPACE,
                "draft_id", draft,
                "expected_revision", revision,
                "note", "Please look at the day."))
        .succeeded()
        .text("/id");
  }

  private static void approve(Actions approver, String review, int revision) {
    Patience.call(
            approver,
            "approve_draft",
            Map.of("workspace", WORKSPACE, "review_id", review, "expected_revision", revision))
        .succeeded();
  }

  private static String stateOf(Actions approver, String review) {
    Answer reviews =
        approver.call("list_reviews", Map.of("workspace", WORKSPACE, "limit", 100)).succeeded();
    for (JsonNode found : reviews.body().at("/reviews")) {
      if (found.at("/id").asText().equals(review)) {
        return found.at("/state").asText();
      }
    }
    throw new AssertionError("There is no review " + review);
  }
}
