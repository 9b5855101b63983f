package io.postly.gateway.catalog;

import java.util.Locale;

/** The ways in which an action is offered. */
public enum Packaging {
  MCP,
  REST;

  /** The name used in contracts, headers and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
