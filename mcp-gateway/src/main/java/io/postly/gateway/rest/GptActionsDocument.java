package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.config.GatewayConfig;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document of what an assistant may call, within the limits of GPT Actions: at most 300
 * characters of summary and description for an operation and 700 for anything else, no custom
 * headers. GPT Actions read none of an answer either, so that the document tells of none. At most
 * {@value #MOST_OPERATIONS} operations make one set of actions; a test keeps the contracts within
 * that.
 *
 * @see <a href="https://developers.openai.com/api/docs/actions/production">Production notes</a>
 */
final class GptActionsDocument {

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

  /** The most operations of one set of actions. */
  static final int MOST_OPERATIONS = 30;

  /** The longest summary and description of an operation, in characters. */
  static final int LONGEST_OPERATION_TEXT = 300;

  /** The longest description of a parameter, in characters. */
  static final int LONGEST_TEXT = 700;

  private GptActionsDocument() {}

  static ObjectNode of(Catalog catalog, GatewayConfig config) {
    ObjectNode document =
        MergedDocument.of(
            catalog,
            config,
            operation ->
                operation.inGptActions()
                    && operation.isOffered(Packaging.REST)
                    && operation.isOffered(Packaging.MCP));
    for (JsonNode path : document.path("paths")) {
      removeHeaders(path.path("parameters"));
      for (JsonNode operation : path) {
        if (operation instanceof ObjectNode described) {
          removeHeaders(described.path("parameters"));
          removeProblemsOfHeaders(described);
          removeHeadersOfAnswers(described.path("responses"));
          shorten(described, LONGEST_OPERATION_TEXT);
        }
      }
    }
    removeHeadersOfAnswers(document.at("/components/responses"));
    References.removeUnused(document);
    document.findParents("description").forEach(node -> shorten((ObjectNode) node, LONGEST_TEXT));
    return document;
  }

  private static void removeHeaders(JsonNode parameters) {
    for (Iterator<JsonNode> each = parameters.iterator(); each.hasNext(); ) {
      if (each.next().path("in").asText().equals("header")) {
        each.remove();
      }
    }
  }

  private static void removeHeadersOfAnswers(JsonNode responses) {
    for (JsonNode response : responses) {
      if (response instanceof ObjectNode described) {
        described.remove("headers");
      }
    }
  }

  private static void removeProblemsOfHeaders(ObjectNode operation) {
    operation
        .withObjectProperty("responses")
        .remove(
            List.of(
                ProblemResponse.PRECONDITION_FAILED.key(),
                ProblemResponse.IDEMPOTENCY_KEY_REUSED.key()));
  }

  private static void shorten(ObjectNode node, int longest) {
    for (String member : List.of("summary", "description")) {
      if (node.path(member) instanceof TextNode text) {
        node.put(member, within(longest, text.textValue()));
      }
    }
  }

  /** The sentences from the beginning that fit. */
  static String within(int longest, String text) {
    String fitting = text.strip();
    while (fitting.length() > longest) {
      int end = endBeforeLastSentence(fitting);
      if (end < 0) {
        throw new IllegalStateException(
            "A text for GPT Actions has a first sentence of more than %d characters: %s"
                .formatted(longest, text));
      }
      fitting = fitting.substring(0, end);
    }
    return fitting;
  }

  /** -1 where there is one sentence only. */
  private static int endBeforeLastSentence(String text) {
    int end = -1;
    Matcher ends = SENTENCE_END.matcher(text);
    while (ends.find()) {
      end = ends.start();
    }
    return end;
  }
}
