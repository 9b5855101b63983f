package io.postly.approvals.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a workspace's policy, as callers see it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Policy", description = "What a workspace asks of its reviews.")
record PolicyAnswer(
    @Schema(required = true) String workspace,
    @Schema(
            description =
                "Give this as expected_version to set the next. 0: nobody has set one, these are the defaults.",
            required = true)
        int version,
    @Schema(description = "How many different persons must approve.", required = true)
        int approvalsNeeded,
    @Schema(description = "Of those whose role permits it, only these decide.", required = true)
        List<String> approverRoles,
    @Schema(
            description = "Whether people may approve what they wrote or asked for themselves.",
            required = true)
        boolean selfApproval,
    @Schema(
            description =
                "Whether an approval of what was written through an assistant must be given in the console or confirmed"
                    + " on Postly's own page; no client's own dialog counts for it.",
            required = true)
        boolean assistantDraftsNeedPerson,
    @Schema(description = "Persons that must approve, in this order.", required = true)
        List<String> requiredReviewers,
    @Schema(
            description = "OAuth clients whose own dialogs count as a person's confirmation.",
            required = true)
        List<String> trustedClients,
    @Schema(
            description =
                "What approvals by invited people from outside come to: advisory, they are shown to the members; counted, one"
                    + " counts as one of the approvals needed, beside at least one member's.",
            enumeration = {"advisory", "counted"},
            required = true)
        String externalApprovals,
    @Schema(description = "Hours until an open review is reminded of; absent for never.")
        Integer reminderAfterHours,
    @Schema(description = "Hours until an open review expires; absent for never.")
        Integer expiresAfterHours,
    @Schema(description = "Who set it; absent for the defaults.") Person setBy,
    @Schema(description = "mcp, rest or console; absent for the defaults.") String setThrough,
    @Schema(description = "Absent for the defaults.") Instant setAt) {

  static PolicyAnswer of(PolicyVersion version) {
    return of(
        version.workspace(),
        version.policy(),
        version.setter(),
        version.setThrough(),
        version.setAt());
  }

  /** The defaults of a workspace where nobody has set a policy. */
  static PolicyAnswer unset(String workspace, Policy defaults) {
    return of(workspace, defaults, null, null, null);
  }

  private static PolicyAnswer of(
      String workspace, Policy policy, Person setter, String through, Instant at) {
    return new PolicyAnswer(
        workspace,
        policy.version(),
        policy.approvalsNeeded(),
        policy.approverRoles(),
        policy.selfApproval(),
        policy.assistantDraftsNeedPerson(),
        policy.requiredReviewers(),
        policy.trustedClients(),
        policy.externalApprovals().label(),
        policy.reminderAfterHours(),
        policy.expiresAfterHours(),
        setter,
        through,
        at);
  }
}
