package io.postly.approvals.invitation;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is asked for where a link leads: 8 characters that are not taken for one another. */
record InvitationCode(String text) {

  // Without 0 and O, 1, I and L.
  private static final String CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int LENGTH = 8;

  static InvitationCode next(SecureRandom random) {
    return new InvitationCode(
        random
            .ints(LENGTH, 0, CHARACTERS.length())
            .mapToObj(index -> CHARACTERS.substring(index, index + 1))
            .collect(Collectors.joining()));
  }

  /** A code as people type it: in any case, with spaces or hyphens wherever they like. */
  static InvitationCode typed(String text) {
    return new InvitationCode(text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }

  /** Without the code: logs are read by many. */
  @Override
  public String toString() {
    return "InvitationCode";
  }
}
