package io.postly.action.caller;

import io.postly.action.Permission;
import io.postly.action.Role;
import io.postly.action.Scope;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls, taken from the verified token and the route alone.
 *
 * @param id the identity provider's subject
 * @param name what people know the caller by
 * @param memberships the caller's roles by workspace
 * @param scopes what the caller granted to the client
 * @param channel the packaging that the call came through
 * @param client the OAuth client that the caller uses
 */
public record Caller(
    String id,
    String name,
    Map<String, Set<Role>> memberships,
    Set<Scope> scopes,
    CallChannel channel,
    String client) {

  /** Whether the caller has any role in the workspace. */
  public boolean isMember(String workspace) {
    return memberships.containsKey(workspace);
  }

  /** The caller's roles in the workspace; empty for a workspace that is out of reach. */
  public Set<Role> roles(String workspace) {
    return memberships.getOrDefault(workspace, Set.of());
  }

  /** The workspaces in which one of the caller's roles permits it. */
  public Set<String> workspaces(Permission permission) {
    return memberships.keySet().stream()
        .filter(workspace -> may(permission, workspace))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one of the caller's roles in the workspace permits it. */
  public boolean may(Permission permission, String workspace) {
    return permission == Permission.NONE
        || roles(workspace).stream().anyMatch(role -> role.permissions().contains(permission));
  }

  /**
   * Refuses what the caller has not granted to the client.
   *
   * @throws ProblemException {@code insufficient_scope}
   */
  public void requireScope(Scope scope) {
    if (!scopes.contains(scope)) {
      throw ProblemException.of(
              ActionErrorCode.INSUFFICIENT_SCOPE, "This needs the scope " + scope.value() + ".")
          .violation("scope", "is not granted to this client", scope.value());
    }
  }

  /**
   * Refuses what none of the caller's roles in the workspace permits.
   *
   * @param action the name of the action that needs the permission
   * @throws ProblemException {@code permission_denied}
   */
  public void requirePermission(Permission permission, String workspace, String action) {
    if (!may(permission, workspace)) {
      throw notPermitted(action);
    }
  }

  /** The answer to a caller whose roles do not permit that action. */
  public static ProblemException notPermitted(String action) {
    return ProblemException.of(
        ActionErrorCode.PERMISSION_DENIED,
        "Your role in this workspace does not permit " + action + ".");
  }
}
