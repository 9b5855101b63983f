package io.postly.action.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.audit.chain.AuditVerdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code verify_audit_trail}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "Whether a workspace's audit trail in one service is what calls have written.")
record VerifiedTrail(
    @Schema(description = "The service that keeps it.", required = true) String service,
    @Schema(description = "Whether every entry that was checked holds.", required = true)
        boolean intact,
    @Schema(
            description =
                "Whether the trail's end was reached; if not, and it is intact so far, verify the rest.",
            required = true)
        boolean complete,
    @Schema(description = "How many entries were found to hold.", required = true) long checked,
    @Schema(description = "When the first of them was written.") Instant from,
    @Schema(description = "When the last of them was written.") Instant to,
    @Schema(
            description = "The number of the last entry that follows from those before it.",
            required = true)
        long lastSequence,
    @Schema(description = "Its hash: SHA-256 in hexadecimal digits.", required = true)
        String lastHash,
    @Schema(description = "The first thing that does not hold.") BrokenLink broken) {

  /**
   * What does not hold.
   *
   * @param sequence the entry's number
   * @param fault what is wrong with it
   */
  @RegisterForReflection
  @Schema(name = "BrokenLink")
  record BrokenLink(
      @Schema(description = "The first sequence number that does not hold.", required = true)
          long sequence,
      @Schema(
              description =
                  "changed, missing, inserted, or head_mismatch: the trail's own record of its end names another.",
              type = SchemaType.STRING,
              enumeration = {"changed", "missing", "inserted", "head_mismatch"},
              required = true)
          String fault) {}

  static VerifiedTrail of(String service, AuditVerdict verdict) {
    return new VerifiedTrail(
        service,
        verdict.isIntact(),
        verdict.complete(),
        verdict.checked(),
        verdict.from(),
        verdict.to(),
        verdict.lastSequence(),
        verdict.lastHash(),
        verdict
            .fault()
            .map(fault -> new BrokenLink(fault.sequence(), fault.kind().label()))
            .orElse(null));
  }
}
