package io.postly.approvals.console.api;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next what to ask for the rest with; null at the end
 */
public record Page<T>(List<T> items, String next) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
