package io.postly.gateway.access;

import java.util.Collection;
import java.util.List;

/** The scopes that a person can grant to a client. */
final class Scopes {

  /**
   * All of them. Clients ask for these at once: many never ask again, and the person's role limits
   * what a grant is worth.
   */
  static final List<String> ALL =
      List.of(
          "workspace:read",
          "drafts:read",
          "drafts:write",
          "approvals:read",
          "approvals:decide",
          "schedule:read",
          "schedule:write",
          "publish",
          "analytics:read");

  private Scopes() {}

  /** The granted ones and one more, in the order of {@link #ALL}: a new grant replaces the old. */
  static List<String> with(Collection<String> granted, String needed) {
    return ALL.stream().filter(scope -> granted.contains(scope) || scope.equals(needed)).toList();
  }

  /** Those of the given scopes that are Postly's, in the order of {@link #ALL}. */
  static List<String> among(Collection<String> granted) {
    return ALL.stream().filter(granted::contains).toList();
  }
}
