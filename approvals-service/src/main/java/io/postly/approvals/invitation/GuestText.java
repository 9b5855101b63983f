package io.postly.approvals.invitation;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Which texts are taken from people from outside, who have no client that checks them. */
public final class GuestText {

  /** The most characters of a name, as people count them: in code points. */
  public static final int LONGEST_NAME = 80;

  /** The most characters of a comment. */
  public static final int LONGEST_COMMENT = 2000;

  private GuestText() {}

  /** A name without the space around it: one line of 1 to 80 characters; empty for all else. */
  public static Optional<String> name(String text) {
    return taken(text, LONGEST_NAME, GuestText::isHidden);
  }

  /** A comment without the space around it: 1 to 2,000 characters; empty for all else. */
  public static Optional<String> comment(String text) {
    return taken(text, LONGEST_COMMENT, GuestText::isControl);
  }

  private static Optional<String> taken(String text, int longest, IntPredicate refused) {
    return Optional.ofNullable(text)
        .map(given -> given.replace("\r\n", "\n").strip())
        .filter(given -> !given.isEmpty() && given.codePointCount(0, given.length()) <= longest)
        .filter(given -> given.codePoints().noneMatch(refused));
  }

  // A name must not turn around, or hide, what stands beside it.
  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static boolean isControl(int character) {
    boolean isMeant = character == '\t' || character == '\n';
    return (Character.isISOControl(character) && !isMeant)
        || Character.getType(character) == Character.SURROGATE;
  }
}
