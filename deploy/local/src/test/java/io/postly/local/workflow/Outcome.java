package io.postly.local.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What two answers must share to be the same one: everything but identifiers and the receipt.
 *
 * @param code {@link #DONE}, or the problem's code
 */
record Outcome(String code, String body) {

  static final String DONE = "done";

  static Outcome of(Answer answer) {
    ObjectNode body = answer.body().deepCopy();
    body.remove(List.of("action", "action_id"));
    return new Outcome(answer.failed() ? answer.code() : DONE, Identifiers.open(Web.write(body)));
  }

  boolean isDone() {
    return code.equals(DONE);
  }
}
