package io.postly.approvals.console.api;

import io.postly.action.Permission;
import io.postly.action.Role;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.ZoneId;
import java.util.List;

/**
 * A workspace that the person belongs to.
 *
 * @param workspace its slug
 * @param roles the person's roles in it
 * @param timeZone the IANA time zone in which its times are shown
 */
@TemplateData
@RegisterForReflection
public record Workspace(String workspace, List<String> roles, String timeZone) {

  /** The time zone in which its times are shown. */
  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** Whether to offer what needs that; the services decide whether it may be done. */
  public boolean may(Permission permission) {
    return permission == Permission.NONE || isPermitted(permission);
  }

  private boolean isPermitted(Permission permission) {
    return roles.stream()
        .flatMap(label -> Role.of(label).stream())
        .anyMatch(role -> role.permissions().contains(permission));
  }
}
