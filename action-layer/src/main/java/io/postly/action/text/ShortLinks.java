package io.postly.action.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what Mastodon takes for a link or for an account on another server, which it counts as
 * shorter, or longer, than they are. Where Mastodon knows every top-level domain there is, any that
 * could be one will do here.
 */
final class ShortLinks {

  private static final String LINK = "x".repeat(23);

  /** What is longer is no link to Mastodon. */
  private static final int LONGEST_LINK = 4096;

  /** What a word is made of. */
  private static final String WORD = "\\p{L}\\p{M}\\p{Nd}\\p{Pc}";

  /** What the names in a domain are made of: all but ASCII punctuation, spaces and controls. */
  private static final String NAME = "[^\\p{Punct}\\p{Z}\\p{Cntrl}\\x{FEFF}\\x{FFFE}\\x{FFFF}]";

  private static final Pattern BEGINNING =
      Pattern.compile(
          // A protocol, and a domain: its last name is in Latin letters, other letters or Punycode.
          "(?<link>(?<![a-z0-9@＠$#＃\\x{FEFF}\\x{FFFE}\\x{FFFF}])"
              + "(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://"
              + ("(?:" + NAME + "(?:[-_" + NAME + "]*" + NAME + ")?\\.){1,126}")
              + "(?:xn--[a-z0-9]+|[a-z]{2,63}|[\\p{L}&&[^a-z]]{2,63})(?![a-z0-9@])"
              + "(?::[0-9]+)?)"
              // Or the name of an account, and that of its server.
              + ("|(?<![=/" + WORD + "])(?<account>@[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)")
              + ("@(?>[" + WORD + "](?:[" + WORD + ".-]*[" + WORD + "])?)(?![@＠]|://)"),
          Pattern.CASE_INSENSITIVE);

  private static final String NOT_IN_A_PATH = "<>()?";
  private static final String NOT_LAST_IN_A_PATH = "!*\"'「」;:=,.$%[]~&|@";
  private static final String IN_A_QUERY = "!?*'();:&=+$/%#[]-_.,~|@^";
  private static final String LAST_IN_A_QUERY = "_&=#/-";
  private static final int FIRST_BEYOND_LATIN_CONTROLS = 0xA0;

  private ShortLinks() {}

  /** The text with 23 characters in place of each link, and without the servers of accounts. */
  static String shorten(String text) {
    StringBuilder shortened = new StringBuilder();
    Matcher beginning = BEGINNING.matcher(text);
    int done = 0;
    while (beginning.find(done)) {
      shortened.append(text, done, beginning.start());
      done = beginning.end();
      if (beginning.group("link") == null) {
        shortened.append(beginning.group("account"));
      } else {
        done = endOfQuery(text, endOfPath(text, beginning.end()));
        boolean counts = done - beginning.start() <= LONGEST_LINK;
        shortened.append(counts ? LINK : text.substring(beginning.start(), done));
      }
    }
    return shortened.append(text, done, text.length()).toString();
  }

  /** Where a path ends that may begin there; where it would begin if there is none. */
  private static int endOfPath(String text, int from) {
    if (!isAt(text, from, '/')) {
      return from;
    }
    int end = from;
    while (end < text.length()) {
      int next = isAt(text, end, '(') ? endOfBrackets(text, end) : endOfPathCharacter(text, end);
      if (next == end) {
        break;
      }
      end = next;
    }
    while (NOT_LAST_IN_A_PATH.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static int endOfPathCharacter(String text, int at) {
    int character = text.codePointAt(at);
    return isSpace(character) || NOT_IN_A_PATH.indexOf(character) >= 0
        ? at
        : at + Character.charCount(character);
  }

  /** Brackets belong to a path if they are closed and not empty, and at most two deep. */
  private static int endOfBrackets(String text, int from) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '(' && ++depth > 2) {
        return from;
      }
      if (character == ')') {
        if (text.charAt(at - 1) == '(') {
          return from;
        }
        if (--depth == 0) {
          return at + 1;
        }
      } else if (character != '(' && endOfPathCharacter(text, at) == at) {
        return from;
      }
    }
    return from;
  }

  private static int endOfQuery(String text, int from) {
    if (!isAt(text, from, '?')) {
      return from;
    }
    int end = from + 1;
    while (end < text.length() && isIn(IN_A_QUERY, text.charAt(end))) {
      end++;
    }
    while (end > from + 1 && !isIn(LAST_IN_A_QUERY, text.charAt(end - 1))) {
      end--;
    }
    return end == from + 1 ? from : end;
  }

  /** Beside those, letters, digits and all that is not Latin may stand in a query. */
  private static boolean isIn(String characters, char character) {
    return character >= FIRST_BEYOND_LATIN_CONTROLS
        || characters.indexOf(character) >= 0
        || Character.isLetterOrDigit(character);
  }

  private static boolean isAt(String text, int at, char character) {
    return at < text.length() && text.charAt(at) == character;
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
