package io.postly.action;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a person grants to a client (OAuth 2.0 scope). A grant never exceeds the person's own role.
 */
public enum Scope {
  WORKSPACE_READ("workspace:read"),
  DRAFTS_READ("drafts:read"),
  DRAFTS_WRITE("drafts:write"),
  APPROVALS_READ("approvals:read"),
  APPROVALS_DECIDE("approvals:decide"),
  SCHEDULE_READ("schedule:read"),
  SCHEDULE_WRITE("schedule:write"),
  PUBLISH("publish"),
  ANALYTICS_READ("analytics:read");

  private final String value;

  Scope(String value) {
    this.value = value;
  }

  /** The text in a token's {@code scope} claim. */
  public String value() {
    return value;
  }

  /** The scope of that text; empty for scopes that are not Postly's, such as {@code openid}. */
  public static Optional<Scope> of(String value) {
    return Arrays.stream(values()).filter(scope -> scope.value.equals(value)).findFirst();
  }
}
