package io.postly.action.audit.chain;

import java.time.Instant;
import java.util.Optional;

/**
 * What a verification came to.
 *
 * @param checked how many entries were found to hold
 * @param from when the first of them was written; null if there is none
 * @param to when the last of them was written; null if there is none
 * @param lastSequence the number of the last entry that follows from those before it; 0 for none
 * @param lastHash its hash. Who keeps it elsewhere can tell later whether everything up to here is
 *     still what it was
 * @param complete whether the verification reached the chain's end
 * @param fault the first thing that does not hold
 */
public record AuditVerdict(
    long checked,
    Instant from,
    Instant to,
    long lastSequence,
    String lastHash,
    boolean complete,
    Optional<AuditFault> fault) {

  /** Whether everything that was looked at holds. */
  public boolean isIntact() {
    return fault.isEmpty();
  }
}
