package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an action answered, whichever way it was called.
 *
 * @param failed whether the body is a problem
 * @param body the result, or the problem
 */
record Answer(boolean failed, JsonNode body) {

  /** The result's text at that pointer, which must be there. */
  String text(String pointer) {
    JsonNode found = body.at(pointer);
    if (found.isMissingNode()) {
      throw new AssertionError("Nothing at " + pointer + " in " + body);
    }
    return found.asText();
  }

  /** The result itself; fails if it is a problem. */
  Answer succeeded() {
    if (failed) {
      throw new AssertionError("Refused: " + body);
    }
    return this;
  }

  /** The problem's code; fails if it is none. */
  String code() {
    if (!failed) {
      throw new AssertionError("Not refused: " + body);
    }
    return text("/code");
  }
}
