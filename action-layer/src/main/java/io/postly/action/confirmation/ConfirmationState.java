package io.postly.action.confirmation;

import java.util.Locale;

/** What became of a confirmation. */
enum ConfirmationState {
  /** Nobody has decided. */
  OPEN,
  /** The person has confirmed; the call may be repeated once. */
  GIVEN,
  /** The call was repeated, and done. */
  USED,
  /** The person does not want it. */
  DECLINED,
  /** Its time has passed. Not a state in the database: time alone brings it about. */
  EXPIRED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ConfirmationState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
