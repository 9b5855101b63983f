package io.postly.approvals.console.invitation;

import jakarta.ws.rs.FormParam;

/** The fields of the forms on an invitation's page. */
public class InvitationForm {

  /** What the person calls themselves. */
  @FormParam("name")
  public String name;

  /** The code that came with the invitation. */
  @FormParam("code")
  public String code;

  /** Which button was pressed on the review. */
  @FormParam("decision")
  public String decision;

  /** What is to be changed. */
  @FormParam("comment")
  public String comment;

  /** The fingerprint of what the page showed. */
  @FormParam("content_hash")
  public String contentHash;

  /** What marks the form as the visit's own. */
  @FormParam("token")
  public String token;

  /** Whether it is a decision, not a code. */
  boolean decides() {
    return decision != null;
  }
}
