package io.postly.approvals.console.calendar;

import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import jakarta.ws.rs.FormParam;

/** The fields of the forms on a post's page, and what they mean. */
public class PostForm {

  /** That the form is about the post itself, not about a part of its thread. */
  static final int NO_PART = 0;

  private static final int BAD_REQUEST = 400;

  /** Which button was pressed. */
  @FormParam("change")
  public String change;

  /** The new time, as the workspace's clocks show it. */
  @FormParam("publish_at")
  public String publishAt;

  /** Why it is taken back. */
  @FormParam("reason")
  public String reason;

  /** Where it stands on its network. */
  @FormParam("url")
  public String url;

  /** The number of the part that the form is about. */
  @FormParam("part")
  public String part;

  /** Names the intent. */
  @FormParam("key")
  public String key;

  /** What is to be done, by its name; empty for nothing. */
  String change() {
    return change == null ? "" : change;
  }

  /** Why it is taken back; null if nobody said. */
  String reason() {
    return words(reason);
  }

  /** Where it stands; null if nobody said. */
  String url() {
    return words(url);
  }

  /**
   * The number of the part; {@link #NO_PART} for the post itself.
   *
   * @throws RefusedException if it is no number
   */
  int part() {
    String number = words(part);
    try {
      return number == null ? NO_PART : Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new RefusedException(
          Problem.of(
              BAD_REQUEST,
              "Not a number",
              "The form names no part of the thread.",
              "Choose one of the buttons."),
          e);
    }
  }

  private static String words(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
