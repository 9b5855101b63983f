package io.postly.action;

import static io.postly.action.Permission.ANALYTICS_VIEW;
import static io.postly.action.Permission.DRAFT_EDIT;
import static io.postly.action.Permission.DRAFT_VIEW;
import static io.postly.action.Permission.REVIEW_COMMENT;
import static io.postly.action.Permission.REVIEW_DECIDE;
import static io.postly.action.Permission.REVIEW_VIEW;
import static io.postly.action.Permission.REVIEW_WITHDRAW;
import static io.postly.action.Permission.SCHEDULE_EDIT;
import static io.postly.action.Permission.SCHEDULE_VIEW;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A person's role in a workspace, and the one table of what each role permits. */
public enum Role {
  VIEWER(EnumSet.of(DRAFT_VIEW, REVIEW_VIEW, SCHEDULE_VIEW)),
  ANALYST(with(VIEWER, ANALYTICS_VIEW)),
  EDITOR(with(ANALYST, DRAFT_EDIT, REVIEW_COMMENT, REVIEW_WITHDRAW, SCHEDULE_EDIT)),
  APPROVER(with(ANALYST, REVIEW_COMMENT, REVIEW_DECIDE, REVIEW_WITHDRAW, SCHEDULE_EDIT)),
  ADMIN(EnumSet.complementOf(EnumSet.of(Permission.NONE)));

  @SuppressWarnings("ImmutableEnumChecker") // The set cannot be modified.
  private final Set<Permission> permissions;

  Role(EnumSet<Permission> permissions) {
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  private static EnumSet<Permission> with(Role base, Permission... more) {
    EnumSet<Permission> all = EnumSet.copyOf(base.permissions);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** Everything that the role permits; unmodifiable. */
  public Set<Permission> permissions() {
    return permissions;
  }

  /** The name used in group paths and in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that label; empty for a label that is no role. */
  public static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
