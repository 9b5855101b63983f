package io.postly.helm.document;

import java.util.List;

/**
 * One value of the chart, or a group of them.
 *
 * @param path the keys that lead to it
 * @param meaning what is said above it
 * @param standard what it is unless told otherwise, as compact YAML; empty for a group
 */
public record ChartValue(List<String> path, String meaning, String standard) {

  /** Keeps a copy of the path. */
  public ChartValue {
    path = List.copyOf(path);
  }

  /** The path as {@code --set} takes it. */
  public String name() {
    return String.join(".", path);
  }

  /** Whether it only holds others. */
  public boolean isGroup() {
    return standard.isEmpty();
  }
}
