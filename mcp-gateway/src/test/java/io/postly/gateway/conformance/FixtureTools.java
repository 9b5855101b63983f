package io.postly.gateway.conformance;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.mcp.InputRequiredException;
import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.ServedTool;
import io.postly.gateway.mcp.ToolCall;
import io.postly.gateway.mcp.ToolResult;
import io.postly.gateway.mcp.ToolSource;
import io.postly.gateway.tool.ToolView;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tools that the conformance suite calls. */
@Singleton
@IfBuildProfile(ConformanceProfile.NAME)
class FixtureTools implements ToolSource {

  private static final Duration STEP = Duration.ofMillis(50);

  private final List<ServedTool> tools = new ArrayList<>();

  /** What one tool does. */
  private interface Behaviour {
    JsonObject result(ToolCall call) throws InputRequiredException, InvalidMessageException;
  }

  FixtureTools() {
    addContents();
    addQuestions();
    add("test_error_handling", call -> error());
    add("test_logging_tool", call -> text("Nothing is logged unless it is asked for."));
    add("test_missing_capability", FixtureTools::needSampling);
    tools.add(new Fixture("test_tool_with_progress", FixtureTools::withProgress));
    tools.add(new Fixture("test_tool_with_logging", FixtureTools::withLogging));
    addQuestionsOfOlderRevisions();
  }

  @Override
  public List<ServedTool> tools() {
    return tools;
  }

  private void addContents() {
    add("test_simple_text", call -> text("This is a simple text response for testing."));
    add("test_image_content", call -> contents(Fixtures.image()));
    add("test_audio_content", call -> contents(Fixtures.audio()));
    add(
        "test_embedded_resource",
        call ->
            contents(
                Fixtures.resource(
                    "test://embedded-resource",
                    "text/plain",
                    "This is an embedded resource content.")));
    add(
        "test_multiple_content_types",
        call ->
            contents(
                Fixtures.text("Multiple content types test:"),
                Fixtures.image(),
                Fixtures.resource(
                    "test://mixed-content-resource",
                    "application/json",
                    "{\"test\":\"data\",\"value\":123}")));
  }

  private void addQuestions() {
    addQuestion("elicitation", Map.of("user_name", Fixtures.ask("What is your name?", "name")));
    addQuestion(
        "sampling", Map.of("capital_question", Fixtures.sample("What is the capital of France?")));
    addQuestion("list_roots", Map.of("client_roots", Fixtures.roots()));
    addQuestion(
        "multiple_inputs",
        Map.of(
            "user_name", Fixtures.ask("What is your name?", "name"),
            "greeting", Fixtures.sample("Generate a greeting"),
            "client_roots", Fixtures.roots()));
    for (String name : List.of("request_state", "tampered_state")) {
      add(
          "test_input_required_result_" + name,
          call -> {
            Fixtures.require(
                call.message(), Map.of("confirm", Fixtures.ask("Please confirm", "ok")));
            return text(call.message().input().state().isPresent() ? "state-ok" : "no state");
          });
    }
    add("test_input_required_result_multi_round", FixtureTools::inRounds);
    add("test_input_required_result_capabilities", FixtureTools::asFarAsAllowed);
    add(
        "test_streaming_elicitation",
        call -> {
          Fixtures.require(
              call.message(), Map.of("user_name", Fixtures.ask("What is your name?", "name")));
          return text("Thank you");
        });
  }

  private void addQuestionsOfOlderRevisions() {
    add(
        "test_sampling",
        call -> {
          call.message().requireCapability("sampling");
          String prompt = String.valueOf(call.arguments().get("prompt"));
          Fixtures.require(call.message(), Map.of("sample", Fixtures.sample(prompt)));
          return text("LLM response: " + call.message().input().responses().encode());
        });
    add(
        "test_elicitation",
        call ->
            elicited(
                call,
                Fixtures.form(
                    String.valueOf(call.arguments().get("message")),
                    "{\"username\":{\"type\":\"string\"},\"email\":{\"type\":\"string\"}}")));
    add(
        "test_elicitation_sep1034_defaults",
        call -> elicited(call, Fixtures.form("With defaults", Fixtures.DEFAULTS)));
    add(
        "test_elicitation_sep1330_enums",
        call -> elicited(call, Fixtures.form("With choices", Fixtures.ENUMS)));
  }

  private static JsonObject elicited(ToolCall call, JsonObject form)
      throws InputRequiredException, InvalidMessageException {
    call.message().requireCapability("elicitation");
    Fixtures.require(call.message(), Map.of("form", form));
    return text("Elicitation completed: " + call.message().input().responses().encode());
  }

  private void addQuestion(String name, Map<String, JsonObject> questions) {
    add(
        "test_input_required_result_" + name,
        call -> {
          Fixtures.require(call.message(), questions);
          return text("Answered: " + call.message().input().responses().encode());
        });
  }

  private void add(String name, Behaviour behaviour) {
    tools.add(
        new Fixture(
            name,
            call -> {
              try {
                return Uni.createFrom().item(ToolResult.of(behaviour.result(call)));
              } catch (InputRequiredException | InvalidMessageException e) {
                return Uni.createFrom().failure(e);
              }
            }));
  }

  private static JsonObject needSampling(ToolCall call) throws InvalidMessageException {
    call.message().requireCapability("sampling");
    return text("The client can sample");
  }

  private static JsonObject inRounds(ToolCall call) throws InputRequiredException {
    int round = call.message().input().state().map(state -> state.getInteger("round")).orElse(0);
    return switch (round) {
      case 0 -> throw question("step1", "Step 1: What is your name?", "name", 1);
      case 1 -> throw question("step2", "Step 2: What is your favorite color?", "color", 2);
      default -> text("Done");
    };
  }

  private static InputRequiredException question(String key, String text, String field, int round) {
    return new InputRequiredException(
        new JsonObject().put(key, Fixtures.ask(text, field)), new JsonObject().put("round", round));
  }

  private static JsonObject asFarAsAllowed(ToolCall call) throws InputRequiredException {
    JsonObject questions = new JsonObject();
    if (call.message().input().allows("sampling")) {
      questions.put("greeting", Fixtures.sample("Generate a greeting"));
    }
    if (call.message().input().allows("elicitation")) {
      questions.put("user_name", Fixtures.ask("What is your name?", "name"));
    }
    throw new InputRequiredException(questions, new JsonObject());
  }

  private static Uni<ToolResult> withProgress(ToolCall call) {
    Object token =
        call.message().params().getJsonObject("_meta", new JsonObject()).getValue("progressToken");
    Uni<Void> steps = Uni.createFrom().voidItem();
    for (int progress : new int[] {0, 50, 100}) {
      steps = steps.invoke(() -> notifyOf(call, token, progress)).onItem().delayIt().by(STEP);
    }
    return steps.map(ignored -> ToolResult.of(text("Completed")));
  }

  private static Uni<ToolResult> withLogging(ToolCall call) {
    Uni<Void> steps = Uni.createFrom().voidItem();
    for (String step :
        List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
      steps = steps.invoke(() -> log(call, step)).onItem().delayIt().by(STEP);
    }
    return steps.map(ignored -> ToolResult.of(text("Logged")));
  }

  private static void log(ToolCall call, String text) {
    call.notifications()
        .accept(
            new JsonObject()
                .put("method", "notifications/message")
                .put("params", new JsonObject().put("level", "info").put("data", text)));
  }

  private static void notifyOf(ToolCall call, Object token, int progress) {
    if (token != null) {
      JsonObject params =
          new JsonObject()
              .put("progressToken", token)
              .put("progress", progress)
              .put("total", 100)
              .put("message", "Completed step " + progress + " of 100");
      call.notifications()
          .accept(new JsonObject().put("method", "notifications/progress").put("params", params));
    }
  }

  private static JsonObject text(String text) {
    return contents(Fixtures.text(text));
  }

  private static JsonObject error() {
    return text("This tool intentionally returns an error for testing").put("isError", true);
  }

  private static JsonObject contents(JsonObject... contents) {
    return new JsonObject().put("content", new JsonArray(List.of(contents)));
  }

  private record Fixture(String name, Function<ToolCall, Uni<ToolResult>> behaviour)
      implements ServedTool {

    @Override
    public JsonObject descriptor() {
      return new JsonObject()
          .put("name", name)
          .put("description", "A fixture of the conformance suite.")
          .put(
              "inputSchema",
              new JsonObject().put("type", "object").put("additionalProperties", false));
    }

    @Override
    public boolean isOffered(ToolView view) {
      return true;
    }

    @Override
    public boolean isGranted(AccessToken token) {
      return true;
    }

    @Override
    public boolean isInteractive() {
      return true;
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
      return behaviour.apply(call);
    }
  }
}
