package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.undo.Undo;

/**
 * Puts into each answer the {@code action} member that says what was recorded and what can follow.
 */
final class Receipts {

  /** The member's name in every answer. */
  static final String MEMBER = "action";

  private Receipts() {}

  static ObjectNode attach(
      ObjectMapper mapper, ObjectNode body, ActionContext context, String service) {
    body.set(MEMBER, mapper.valueToTree(receipt(context, service)));
    return body;
  }

  static ObjectNode markReplayed(ObjectMapper mapper, String storedBody) {
    try {
      ObjectNode body = (ObjectNode) mapper.readTree(storedBody);
      if (body.get(MEMBER) instanceof ObjectNode receipt) {
        receipt.put("replayed", true);
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored answer is not JSON", e);
    }
  }

  private static ActionReceipt receipt(ActionContext context, String service) {
    RoutedIdentifier id = RoutedIdentifier.of(service, context.actionId());
    ActionReceipt.UndoOffer undo = context.undo().map(how -> offer(how, id)).orElse(null);
    return new ActionReceipt(context.actionId(), false, undo, context.nextStep());
  }

  private static ActionReceipt.UndoOffer offer(Undo undo, RoutedIdentifier id) {
    return new ActionReceipt.UndoOffer(
        undo.possible(),
        undo.possible() ? id.toString() : null,
        undo.by(),
        undo.until(),
        undo.reason());
  }
}
