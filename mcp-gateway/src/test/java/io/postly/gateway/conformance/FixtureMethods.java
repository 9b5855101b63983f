package io.postly.gateway.conformance;

import io.postly.gateway.mcp.Caching;
import io.postly.gateway.mcp.InputRequiredException;
import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.McpMethod;
import io.postly.gateway.mcp.McpRequest;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prompts and resources that the conformance suite reads, in place of Postly's own. */
@Singleton
@IfBuildProfile(ConformanceProfile.NAME)
class FixtureMethods {

  private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

  /** How a fixture answers. */
  private interface Answer {
    JsonObject to(McpRequest message) throws InvalidMessageException, InputRequiredException;
  }

  private record Fixture(String name, Optional<Caching> kept, Answer answer) implements McpMethod {

    @Override
    public Optional<Caching> caching(McpRequest message) {
      return kept;
    }

    @Override
    public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
        throws InvalidMessageException {
      try {
        return Uni.createFrom().item(answer.to(message));
      } catch (InputRequiredException e) {
        return Uni.createFrom().failure(e);
      }
    }
  }

  private static McpMethod list(String name, String member, JsonObject... items) {
    return new Fixture(
        name,
        Optional.of(Caching.OWN_LIST),
        message -> new JsonObject().put(member, new JsonArray(List.of(items))));
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod resources() {
    return list(
        "resources/list",
        "resources",
        described("uri", "test://static-text"),
        described("uri", "test://static-binary"));
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod templates() {
    return list(
        "resources/templates/list",
        "resourceTemplates",
        described("uriTemplate", "test://template/{id}/data"));
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod prompts() {
    return list(
        "prompts/list",
        "prompts",
        described("name", "test_simple_prompt"),
        described("name", "test_prompt_with_arguments"),
        described("name", "test_prompt_with_embedded_resource"),
        described("name", "test_prompt_with_image"),
        described("name", "test_input_required_result_prompt"));
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod reading() {
    return new Fixture("resources/read", Optional.of(Caching.NONE), FixtureMethods::read);
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod prompting() {
    return new Fixture("prompts/get", Optional.empty(), FixtureMethods::prompt);
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod subscribing() {
    return new Fixture("resources/subscribe", Optional.empty(), FixtureMethods::subscription);
  }

  @Produces
  @Singleton
  @Priority(1)
  McpMethod unsubscribing() {
    return new Fixture("resources/unsubscribe", Optional.empty(), FixtureMethods::subscription);
  }

  /** The latest revision has none of this. */
  private static JsonObject subscription(McpRequest message) throws InvalidMessageException {
    if (message.objectOrEmpty("_meta").containsKey("io.modelcontextprotocol/protocolVersion")) {
      throw message.unknownMethod();
    }
    return new JsonObject();
  }

  private static JsonObject described(String key, String value) {
    return new JsonObject()
        .put("name", value)
        .put("description", "A fixture of the conformance suite.")
        .put(key, value);
  }

  private static JsonObject read(McpRequest message) throws InvalidMessageException {
    String uri = message.requireText("uri");
    Matcher template = TEMPLATE.matcher(uri);
    JsonObject contents = new JsonObject().put("uri", uri);
    if (uri.equals("test://static-text")) {
      contents
          .put("mimeType", "text/plain")
          .put("text", "This is the content of the static text resource.");
    } else if (uri.equals("test://static-binary")) {
      contents.put("mimeType", "image/png").put("blob", Fixtures.PNG);
    } else if (template.matches()) {
      String id = template.group(1);
      JsonObject data =
          new JsonObject()
              .put("id", id)
              .put("templateTest", true)
              .put("data", "Data for ID: " + id);
      contents.put("mimeType", "application/json").put("text", data.encode());
    } else {
      throw message.resourceNotFound(uri);
    }
    return new JsonObject().put("contents", JsonArray.of(contents));
  }

  private static JsonObject prompt(McpRequest message)
      throws InvalidMessageException, InputRequiredException {
    JsonObject arguments = message.objectOrEmpty("arguments");
    return switch (message.requireText("name")) {
      case "test_simple_prompt" -> messages(Fixtures.text("This is a simple prompt for testing."));
      case "test_prompt_with_arguments" ->
          messages(
              Fixtures.text(
                  "Prompt with arguments: arg1='%s', arg2='%s'"
                      .formatted(arguments.getString("arg1"), arguments.getString("arg2"))));
      case "test_prompt_with_embedded_resource" ->
          messages(
              Fixtures.resource(
                  arguments.getString("resourceUri"),
                  "text/plain",
                  "Embedded resource content for testing."),
              Fixtures.text("Please process the embedded resource above."));
      case "test_prompt_with_image" ->
          messages(Fixtures.image(), Fixtures.text("Please analyze the image above."));
      case "test_input_required_result_prompt" -> {
        Fixtures.require(
            message,
            Map.of("user_context", Fixtures.ask("What context should the prompt use?", "context")));
        yield messages(Fixtures.text("With context"));
      }
      default -> throw message.invalid("There is no prompt of that name");
    };
  }

  private static JsonObject messages(JsonObject... contents) {
    JsonArray messages = new JsonArray();
    for (JsonObject content : contents) {
      messages.add(new JsonObject().put("role", "user").put("content", content));
    }
    return new JsonObject().put("messages", messages);
  }
}
