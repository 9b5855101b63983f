package io.postly.action.page;

import io.postly.action.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The place where the next page of a list begins: opaque to callers, the sort key of the last item
 * to the service.
 */
public final class Cursor {

  /** What the argument of that name means, in every list. */
  public static final String MEANING = "The next_cursor of the page before.";

  private static final String SEPARATOR = "\u001f";

  private Cursor() {}

  /** A cursor that holds these parts. */
  public static String encode(String... parts) {
    byte[] text = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * The parts of a cursor that a caller sent back.
   *
   * @param parts how many there must be
   * @throws ProblemException {@code invalid_input} if the cursor was not made by {@link #encode}
   */
  public static List<String> decode(String cursor, int parts) {
    List<String> found = split(cursor);
    if (found.size() != parts) {
      throw invalid();
    }
    return found;
  }

  /** The problem response to a cursor whose parts make no sense. */
  public static ProblemException invalid() {
    return ProblemException.invalid(
        "cursor", "must be the next_cursor of an earlier answer to the same call");
  }

  private static List<String> split(String cursor) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    List<String> found = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(SEPARATOR); end >= 0; end = text.indexOf(SEPARATOR, start)) {
      found.add(text.substring(start, end));
      start = end + SEPARATOR.length();
    }
    found.add(text.substring(start));
    return found;
  }
}
