package io.postly.action;

import java.util.Locale;

/** The ways in which an action is offered. */
public enum Packaging {
  MCP,
  REST;

  /** The name used in contracts. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
