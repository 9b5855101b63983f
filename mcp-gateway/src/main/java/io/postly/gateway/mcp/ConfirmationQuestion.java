package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.gateway.forward.DialogAnswer;
import io.postly.gateway.tool.ToolOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
  private static final int DIGITS_OF_A_PICTURE = 16;

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

  /** Exactly what would go out; a service keeps what is too long for a dialog to the page. */
  private static String words(JsonObject offer) {
    StringBuilder words = new StringBuilder(offer.getString("summary")).append("?");
    offer.getJsonArray("content").stream()
        .map(JsonObject.class::cast)
        .forEach(content -> addContent(words, content));
    return words.toString();
  }

  /** Says how many posts there are, so that no text can pass for one more. */
  private static void addContent(StringBuilder words, JsonObject content) {
    List<JsonObject> thread = items(content, "thread");
    int posts = thread.size() + 1;
    words
        .append("\n\n")
        .append(content.getString("channel"))
        .append(" (")
        .append(content.getString("network"))
        .append(thread.isEmpty() ? ")" : "), 1 of " + posts)
        .append(warning(content))
        .append(":\n")
        .append(content.getString("text"));
    addPictures(words, items(content, "pictures"));
    for (int i = 0; i < thread.size(); i++) {
      words
          .append("\n\n")
          .append(i + 2)
          .append(" of ")
          .append(posts)
          .append(":\n")
          .append(thread.get(i).getString("text"));
    }
  }

  /** A line of its own, in which nothing can begin another one. */
  private static String warning(JsonObject content) {
    String warning = content.getString("content_warning");
    return warning == null ? "" : ", behind the content warning \u201c" + warning + "\u201d";
  }

  /** Forms have words alone: which pictures they are, and what is published of them in words. */
  private static void addPictures(StringBuilder words, List<JsonObject> pictures) {
    for (int i = 0; i < pictures.size(); i++) {
      JsonObject picture = pictures.get(i);
      String altText = picture.getString("alt_text");
      words
          .append(
              "\n\nPicture %d of %d (%s, %d x %d, SHA-256 %s…)"
                  .formatted(
                      i + 1,
                      pictures.size(),
                      picture.getString("type"),
                      picture.getInteger("width"),
                      picture.getInteger("height"),
                      picture.getString("sha256").substring(0, DIGITS_OF_A_PICTURE)))
          .append(altText == null ? ", no alt text" : ", alt text:\n" + altText);
    }
  }

  private static List<JsonObject> items(JsonObject content, String name) {
    return content.getJsonArray(name, JsonArray.of()).stream().map(JsonObject.class::cast).toList();
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
