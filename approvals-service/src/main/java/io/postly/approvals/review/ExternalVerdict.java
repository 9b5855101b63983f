package io.postly.approvals.review;

/**
 * What somebody from outside says of a review's content.
 *
 * @param by who says it
 * @param invitedBy the identifier of the member who invited them
 * @param approves whether they approve; else they ask for changes
 * @param comment what is to be changed; null with an approval
 * @param contentHash the fingerprint of the content that they were shown
 */
public record ExternalVerdict(
    ExternalReviewer by, String invitedBy, boolean approves, String comment, String contentHash) {

  Decision decision() {
    return approves ? Decision.APPROVE : Decision.REQUEST_CHANGES;
  }
}
