package io.postly.approvals.invitation;

/**
 * What somebody from outside decides.
 *
 * @param name what they call themselves, as {@link GuestText#name} takes it
 * @param comment what is to be changed, as {@link GuestText#comment} takes it; null for an approval
 * @param contentHash the fingerprint of the content that they were shown
 */
public record GuestVerdict(String name, String comment, String contentHash) {

  /** The name of what was decided, in the database and in answers. */
  String decision() {
    return isApproval() ? "approved" : "changes_requested";
  }

  /** Whether they approve; else they ask for changes. */
  boolean isApproval() {
    return comment == null;
  }
}
