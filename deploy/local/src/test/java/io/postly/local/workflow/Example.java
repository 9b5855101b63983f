package io.postly.local.workflow;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Arguments with which an action succeeds. What a call has used up is made anew, and only then:
 * refused calls leave it as it was. For one thread at a time.
 */
final class Example {

  private final ActionExamples examples;
  private final OfferedAction action;
  private Map<String, Object> arguments;

  Example(ActionExamples examples, OfferedAction action) {
    this.examples = examples;
    this.action = action;
  }

  Map<String, Object> arguments() {
    if (arguments == null) {
      arguments = examples.of(action.name());
      Set<String> left = new TreeSet<>(action.identifiers());
      left.removeAll(arguments.keySet());
      if (!left.isEmpty()) {
        throw new AssertionError("The example of " + action.name() + " leaves out " + left);
      }
    }
    return arguments;
  }

  /** Takes down that a call with the arguments was answered so. */
  void used(Answer answer) {
    if (!answer.failed() && !action.isReadOnly()) {
      arguments = null;
    }
  }
}
