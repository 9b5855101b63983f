package io.postly.action.pipeline;

import io.postly.action.problem.Violation;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * What the JSON reader could not take of the current request's body: unknown fields, wrong types.
 */
@RequestScoped
public class UnreadableFields {

  private final List<Violation> violations = new ArrayList<>();

  void add(Violation violation) {
    if (violations.size() < StrictInput.MOST_VIOLATIONS) {
      violations.add(violation);
    }
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
