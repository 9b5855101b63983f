package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An argument that travels in the request's target.
 *
 * @param name as the contract names it
 * @param location where it travels
 * @param required whether a call must have it
 * @param schema its JSON schema with its description; read-only
 */
public record Parameter(String name, Location location, boolean required, ObjectNode schema) {

  /** Where a parameter travels. */
  public enum Location {
    PATH,
    QUERY
  }

  /** Whether it is a part of the path. */
  public boolean isPath() {
    return location == Location.PATH;
  }
}
