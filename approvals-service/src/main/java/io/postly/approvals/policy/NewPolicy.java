package io.postly.approvals.policy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * A workspace's next policy. It replaces the one before as a whole.
 *
 * @param expectedVersion the version that the person has read; 0 for the defaults
 * @param approvalsNeeded how many different persons must approve
 * @param approverRoles of those whose role permits it, only these decide
 * @param selfApproval whether people may approve what they wrote or asked for themselves
 * @param assistantDraftsNeedPerson whether no client's own dialog is enough to approve what was
 *     written through an assistant
 * @param requiredReviewers persons that must approve, in this order
 * @param trustedClients OAuth clients whose own dialogs count as a person's confirmation
 * @param externalApprovals what approvals by people from outside come to, or null for advisory
 * @param reminderAfterHours when an open review is reminded of, or null for never
 * @param expiresAfterHours when an open review expires, or null for never
 */
@RegisterForReflection
@Schema(description = "A workspace's next policy. It replaces the one before as a whole.")
public record NewPolicy(
    @Schema(
            description =
                "The version that you read with get_policy. Refused if the policy has changed since.",
            required = true)
        @NotNull(message = "is required")
        @Min(value = 0, message = "must be at least 0")
        Integer expectedVersion,
    @Schema(description = "How many different persons must approve.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = NewPolicy.MOST_APPROVALS, message = "must be at most 5")
        Integer approvalsNeeded,
    @Schema(
            description =
                "approver, admin or editor: of those whose role permits it, only these decide.",
            required = true)
        @NotNull(message = "is required")
        @Size(min = 1, max = 3, message = "must have 1 to 3 items")
        @UniqueElements(message = "must not name a role twice")
        List<
                @NotNull(message = "must be approver, admin or editor")
                @Pattern(
                    regexp = "approver|admin|editor",
                    message = "must be approver, admin or editor")
                String>
            approverRoles,
    @Schema(
            description = "Whether people may approve what they wrote or asked for themselves.",
            required = true)
        @NotNull(message = "is required")
        Boolean selfApproval,
    @Schema(
            description =
                "Whether an approval of what was written through an assistant must be given in the console or confirmed"
                    + " on Postly's own page; no client's own dialog counts for it.",
            required = true)
        @NotNull(message = "is required")
        Boolean assistantDraftsNeedPerson,
    @Schema(
            description =
                "Identifiers of persons that must approve, in this order; they count among the approvals needed.",
            required = true)
        @NotNull(message = "is required")
        @Size(max = NewPolicy.MOST_REVIEWERS, message = "must have at most 5 items")
        @UniqueElements(message = "must not name a person twice")
        List<
                @NotBlank(message = "must not be empty")
                @Size(
                    max = NewPolicy.LONGEST_IDENTIFIER,
                    message = "must have at most 255 characters")
                String>
            requiredReviewers,
    @Schema(
            description =
                "OAuth client identifiers whose own dialogs count as a person's confirmation.",
            required = true)
        @NotNull(message = "is required")
        @Size(max = NewPolicy.MOST_CLIENTS, message = "must have at most 20 items")
        @UniqueElements(message = "must not name a client twice")
        List<
                @NotBlank(message = "must not be empty")
                @Size(
                    max = NewPolicy.LONGEST_IDENTIFIER,
                    message = "must have at most 255 characters")
                String>
            trustedClients,
    @Schema(
            description =
                "What approvals by invited people from outside come to. advisory: they are shown to the members. counted: one"
                    + " counts as one of the approvals needed, beside at least one member's, unless whoever invited wrote"
                    + " the content or asked for its approval; a request for changes ends the review. Leave out for advisory.",
            enumeration = {"advisory", "counted"})
        @Pattern(regexp = "advisory|counted", message = "must be advisory or counted")
        String externalApprovals,
    @Schema(description = "Hours until an open review is reminded of; leave out for never.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = NewPolicy.LONGEST_REMINDER, message = "must be at most 720")
        Integer reminderAfterHours,
    @Schema(description = "Hours until an open review expires; leave out for never.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = NewPolicy.LONGEST_EXPIRY, message = "must be at most 2160")
        Integer expiresAfterHours) {

  static final int MOST_APPROVALS = 5;
  static final int MOST_REVIEWERS = 5;
  static final int MOST_CLIENTS = 20;
  static final int LONGEST_IDENTIFIER = 255;
  static final int LONGEST_REMINDER = 720;
  static final int LONGEST_EXPIRY = 2160;

  /** The policy with that version. */
  Policy policy(int version) {
    return new Policy(
        version,
        approvalsNeeded,
        approverRoles,
        selfApproval,
        assistantDraftsNeedPerson,
        requiredReviewers,
        trustedClients,
        externalApprovals == null
            ? ExternalApprovals.ADVISORY
            : ExternalApprovals.of(externalApprovals),
        reminderAfterHours,
        expiresAfterHours);
  }
}
