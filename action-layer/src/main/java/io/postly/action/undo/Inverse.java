package io.postly.action.undo;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.problem.ProblemException;

/**
 * An action as the opposite of another one: what {@code undo_action} runs. Every action that an
 * {@link Undo} names has one, a bean beside its feature; a test in each service compares it with
 * what the action declares.
 */
public interface Inverse {

  /** The action's name. */
  String action();

  /** The grant that the action needs. */
  Scope scope();

  /** What the caller's role in the workspace must permit. */
  Permission permission();

  /** Whether an assistant's call of the action needs a person's confirmation. */
  boolean isConfirmed();

  /**
   * Runs the action's own command in the transaction of the undo, where subject, change and undo of
   * the call are what the command says.
   *
   * @param workspace the workspace of the undone action
   * @param arguments what the undone action recorded with its {@link Undo}
   * @return the action's answer
   * @throws ProblemException of the category workflow, where what has happened since stands in the
   *     way
   */
  Object perform(String workspace, JsonNode arguments);
}
