package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;
import java.util.Locale;

/** The error code of a problem that is answered again. */
record RepeatedCode(String name, ErrorDefinition definition) implements ErrorCode {

  static RepeatedCode of(ObjectNode problem) {
    String category = problem.get("category").textValue().toUpperCase(Locale.ROOT);
    return new RepeatedCode(
        problem.get("code").textValue(),
        new ErrorDefinition(
            ErrorCategory.valueOf(category),
            problem.get("status").intValue(),
            problem.get("title").textValue(),
            problem.get("retryable").booleanValue(),
            problem.get("next_step").textValue()));
  }
}
