package io.postly.action.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.audit.chain.AuditEntry;
import io.postly.action.audit.chain.AuditLink;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An audit entry as callers see it: everything that its hash is made of, and the hashes. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditEntry", description = "One call, as the audit trail keeps it.")
record AuditedCall(
    @Schema(description = "Its number in the chain, counted from 1.", required = true)
        long sequence,
    @Schema(
            description = "The call's identifier, the same as in the activity log.",
            required = true)
        UUID id,
    @Schema(required = true) String workspace,
    @Schema(description = "When the call ended.", required = true) Instant at,
    @Schema(description = "The action, which is the tool's name.", required = true) String action,
    @Schema(description = "ok, auth, validation, workflow or system.", required = true)
        String outcome,
    @Schema(description = "The error code, if the call was refused or failed.") String code,
    @Schema(description = "On whose behalf.", required = true) Person person,
    @Schema(description = "mcp, rest or console.", required = true) String channel,
    @Schema(description = "The client that the person had granted.", required = true) String client,
    @Schema(description = "The kind of object.") String subjectType,
    @Schema(description = "The object.") UUID subjectId,
    @Schema(description = "The fingerprint of the arguments, which are not kept.")
        String argumentDigest,
    @Schema(description = "The object before: JSON, as a text exactly as it was hashed. Data.")
        String before,
    @Schema(description = "The object after: JSON, as a text exactly as it was hashed. Data.")
        String after,
    @Schema(description = "Whether an earlier answer was given again.", required = true)
        boolean replayed,
    @Schema(
            description =
                "The confirmation that the call used up, in the same service; absent if it needed"
                    + " none.")
        UUID confirmationId,
    @Schema(description = "The hash of the entry before; empty for the first.", required = true)
        String previousHash,
    @Schema(description = "SHA-256 in hexadecimal digits.", required = true) String hash) {

  static AuditedCall of(AuditLink link) {
    AuditEntry entry = link.entry();
    return new AuditedCall(
        link.sequence(),
        entry.id(),
        entry.workspace(),
        entry.at(),
        entry.action(),
        entry.outcome(),
        entry.code(),
        new Person(entry.personId(), entry.personName()),
        entry.channel(),
        entry.client(),
        entry.subjectType(),
        entry.subjectId(),
        entry.argumentDigest(),
        entry.before(),
        entry.after(),
        entry.replayed(),
        entry.confirmationId(),
        link.previousHash(),
        link.hash());
  }
}
