package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.gateway.forward.DialogAnswer;
import io.postly.gateway.tool.ToolOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the person to confirm a call that a service has tried and not done, as far as the client can
 * ask: in its own dialog where the workspace trusts that, else on Postly's page. Whether the
 * confirmation is given, the service alone decides. Asked once in a call; a client that cannot ask
 * gets the link in the result.
 */
final class ConfirmationQuestion {

  private static final String CONFIRMATION = "confirmation";
  private static final String CONFIRM = "confirm";
  private static final String ASKED = "asked";
  private static final String MODE = "mode";
  private static final String FORM = "form";
  private static final String PAGE = "url";

  private final McpRequest message;
  private final Optional<JsonObject> asked;

  private ConfirmationQuestion(McpRequest message) {
    this.message = message;
    this.asked =
        message.input().state().filter(state -> CONFIRMATION.equals(state.getValue(ASKED)));
  }

  static ConfirmationQuestion of(McpRequest message) {
    return new ConfirmationQuestion(message);
  }

  /** Whether the person was asked in this call, and has said neither yes nor no. */
  boolean isDismissed() {
    return asked.isPresent() && !isAccepted() && !isRefused();
  }

  /** What the service is to know: a yes in the client's dialog, or a no wherever it was said. */
  Optional<DialogAnswer> answer() {
    return asked
        .filter(state -> isRefused() || (FORM.equals(state.getString(MODE)) && isAccepted()))
        .map(state -> new DialogAnswer(state.getString("id"), !isRefused()));
  }

  private boolean isRefused() {
    Optional<JsonObject> response = message.input().response(CONFIRMATION);
    return response.filter(given -> "decline".equals(given.getValue("action"))).isPresent()
        || confirms(Boolean.FALSE);
  }

  private boolean isAccepted() {
    return PAGE.equals(asked.orElseThrow().getString(MODE))
        ? accepted().isPresent()
        : confirms(Boolean.TRUE);
  }

  /** Whether the form was filled in, and in that way. */
  private boolean confirms(Boolean choice) {
    return accepted()
        .map(given -> given.getValue("content"))
        .filter(JsonObject.class::isInstance)
        .filter(content -> choice.equals(((JsonObject) content).getValue(CONFIRM)))
        .isPresent();
  }

  private Optional<JsonObject> accepted() {
    return message
        .input()
        .response(CONFIRMATION)
        .filter(given -> "accept".equals(given.getValue("action")));
  }

  /**
   * The outcome, unless the person is to be asked because of it: then it fails with an {@link
   * InputRequiredException}.
   */
  Uni<ToolOutcome> orAsk(ToolOutcome outcome, Map<String, Object> arguments) {
    if (asked.isPresent()
        || !outcome.problemCode().equals(ActionErrorCode.CONFIRMATION_REQUIRED.code())) {
      return Uni.createFrom().item(outcome);
    }
    JsonObject offer = new JsonObject(outcome.text()).getJsonObject(CONFIRMATION);
    if (offer.getBoolean("dialog", false) && message.input().allowsForms()) {
      return ask(FORM, form(offer), offer, arguments, outcome);
    }
    if (message.input().allowsPages()) {
      return ask(PAGE, page(offer), offer, arguments, outcome);
    }
    return Uni.createFrom().item(outcome);
  }

  private static JsonObject form(JsonObject offer) {
    JsonObject choice =
        new JsonObject()
            .put("type", "boolean")
            .put("title", "I confirm this")
            .put("default", false);
    return new JsonObject()
        .put("message", words(offer))
        .put(
            "requestedSchema",
            new JsonObject()
                .put("type", "object")
                .put("properties", new JsonObject().put(CONFIRM, choice))
                .put("required", JsonArray.of(CONFIRM)));
  }

  /** Exactly what would go out. */
  private static String words(JsonObject offer) {
    StringBuilder words = new StringBuilder(offer.getString("summary")).append("?");
    for (Object item : offer.getJsonArray("content")) {
      JsonObject content = (JsonObject) item;
      words
          .append("\n\n")
          .append(content.getString("channel"))
          .append(" (")
          .append(content.getString("network"))
          .append("):\n")
          .append(content.getString("text"));
    }
    return words.toString();
  }

  private static JsonObject page(JsonObject offer) {
    return new JsonObject()
        .put("message", offer.getString("summary") + "? Look at it and confirm on Postly's page.")
        .put("url", offer.getString("url"))
        .put("elicitationId", offer.getString("id"));
  }

  /** Without an answer, the client is left with the link. */
  private static Uni<ToolOutcome> ask(
      String mode,
      JsonObject params,
      JsonObject offer,
      Map<String, Object> arguments,
      ToolOutcome outcome) {
    JsonObject request =
        new JsonObject().put("method", "elicitation/create").put("params", params.put(MODE, mode));
    JsonObject state =
        new JsonObject()
            .put(ASKED, CONFIRMATION)
            .put(MODE, mode)
            .put("id", offer.getString("id"))
            .put(WorkspaceQuestion.WORKSPACE, arguments.get(WorkspaceQuestion.WORKSPACE));
    return Uni.createFrom()
        .failure(
            new InputRequiredException(
                new JsonObject().put(CONFIRMATION, request), state, CatalogTools.result(outcome)));
  }
}
