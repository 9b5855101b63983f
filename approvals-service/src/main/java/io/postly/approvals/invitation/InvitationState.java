package io.postly.approvals.invitation;

import java.util.Locale;

/** Where an invitation stands. Only an open one lets anybody in, and it ends once. */
enum InvitationState {
  OPEN,
  /** Somebody has decided by it. */
  USED,
  /** A member has taken it back. */
  REVOKED,
  /** Too many wrong codes were tried. */
  LOCKED,
  EXPIRED;

  /** The name in answers. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
