package io.postly.approvals.console.review;

import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import jakarta.ws.rs.FormParam;

/** The fields of the forms on a review's page, and what they mean. */
public class ReviewForm {

  private static final int BAD_REQUEST = 400;

  /** Which button of the decision was pressed. */
  @FormParam("decision")
  public String decision;

  /** The revision that the page showed. */
  @FormParam("revision")
  public int revision;

  /** What the author should know. */
  @FormParam("note")
  public String note;

  /** A remark for whoever works on the draft. */
  @FormParam("remark")
  public String remark;

  /** The note that is dealt with. */
  @FormParam("resolved")
  public String resolved;

  /** Which button was pressed about notes or invitations. */
  @FormParam("request")
  public String request;

  /** Whom an invitation is for. */
  @FormParam("label")
  public String label;

  /** The days until an invitation ends. */
  @FormParam("days")
  public String days;

  /** The invitation that is to be revoked. */
  @FormParam("invitation")
  public String invitation;

  /** Names the intent. */
  @FormParam("key")
  public String key;

  /** The decision by its name; empty for none. */
  String decision() {
    return decision == null ? "" : decision;
  }

  /** What is asked for about notes or invitations, by its name; empty for nothing. */
  String request() {
    return request == null ? "" : request;
  }

  /** The note; null if nobody wrote one. */
  String words() {
    return words(note);
  }

  /** The remark; null if nobody wrote one. */
  String remark() {
    return words(remark);
  }

  /** Whom an invitation is for; null if nobody said. */
  String recipient() {
    return words(label);
  }

  /**
   * The days until an invitation ends; null for the usual.
   *
   * @throws RefusedException if they are no number
   */
  Integer lifetime() {
    String text = words(days);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new RefusedException(
          Problem.of(BAD_REQUEST, "Not a number", "Days must be a whole number.", "Correct it."),
          e);
    }
  }

  private static String words(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
