package io.postly.approvals.console.policy;

import io.postly.approvals.console.api.NewPolicy;
import io.postly.approvals.console.api.Policy;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import jakarta.ws.rs.FormParam;
import java.util.List;
import java.util.Optional;

/** The fields of the policy's form, and what they mean. */
public class PolicyForm {

  private static final String YES = "yes";

  /** The version that the form was made from. */
  @FormParam("expected_version")
  public String expectedVersion;

  /** A number. */
  @FormParam("approvals_needed")
  public String approvalsNeeded;

  /** The ticked roles. */
  @FormParam("approver_roles")
  public List<String> approverRoles;

  /** Yes if ticked. */
  @FormParam("self_approval")
  public String selfApproval;

  /** Yes if ticked. */
  @FormParam("assistant_drafts_need_person")
  public String assistantDraftsNeedPerson;

  /** One a line. */
  @FormParam("required_reviewers")
  public String requiredReviewers;

  /** One a line. */
  @FormParam("trusted_clients")
  public String trustedClients;

  /** Yes if ticked. */
  @FormParam("external_approvals_count")
  public String externalApprovalsCount;

  /** A number, or empty for never. */
  @FormParam("reminder_after_hours")
  public String reminderAfterHours;

  /** A number, or empty for never. */
  @FormParam("expires_after_hours")
  public String expiresAfterHours;

  /**
   * The policy that the form asks for.
   *
   * @throws RefusedException if a number is none
   */
  NewPolicy policy() {
    return new NewPolicy(
        number(expectedVersion, "The version").orElse(0),
        number(approvalsNeeded, "Approvals needed").orElse(null),
        roles(),
        YES.equals(selfApproval),
        YES.equals(assistantDraftsNeedPerson),
        lines(requiredReviewers),
        lines(trustedClients),
        externalApprovals(),
        number(reminderAfterHours, "Hours until a reminder").orElse(null),
        number(expiresAfterHours, "Hours until a review expires").orElse(null));
  }

  /** What the person had entered, on top of the policy that holds; numbers only if they are. */
  Policy over(Policy current) {
    return new Policy(
        current.version(),
        readable(approvalsNeeded).orElse(current.approvalsNeeded()),
        roles(),
        YES.equals(selfApproval),
        YES.equals(assistantDraftsNeedPerson),
        lines(requiredReviewers),
        lines(trustedClients),
        externalApprovals(),
        readable(reminderAfterHours).orElse(null),
        readable(expiresAfterHours).orElse(null),
        current.setBy(),
        current.setAt());
  }

  private String externalApprovals() {
    return YES.equals(externalApprovalsCount) ? Policy.COUNTED : Policy.ADVISORY;
  }

  private List<String> roles() {
    return approverRoles == null ? List.of() : List.copyOf(approverRoles);
  }

  private static List<String> lines(String text) {
    return Optional.ofNullable(text)
        .orElse("")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Optional<Integer> number(String text, String label) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Optional<Integer> number = readable(text);
    if (number.isEmpty()) {
      throw new RefusedException(
          Problem.of(400, "Not a number", label + " must be a whole number.", "Correct it."));
    }
    return number;
  }

  private static Optional<Integer> readable(String text) {
    try {
      return Optional.ofNullable(text).map(String::strip).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
