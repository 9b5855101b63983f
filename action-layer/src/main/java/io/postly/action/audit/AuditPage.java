package io.postly.action.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.audit.chain.AuditLink;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_audit_entries}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "A part of a workspace's audit trail in one service, in the order of its chain.")
record AuditPage(
    @Schema(description = "The service that keeps it.", required = true) String service,
    @Schema(required = true) List<AuditedCall> entries,
    @Schema(description = "Give this as after to get the next page; absent on the last.")
        Long nextAfter) {

  static AuditPage of(String service, List<AuditLink> links, boolean more) {
    return new AuditPage(
        service,
        links.stream().map(AuditedCall::of).toList(),
        more ? links.getLast().sequence() : null);
  }
}
