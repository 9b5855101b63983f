package io.postly.action.audit.chain;

import java.util.Locale;

/**
 * What does not hold in a chain.
 *
 * @param sequence the number of the first entry that does not hold
 * @param kind what is wrong with it
 */
public record AuditFault(long sequence, Kind kind) {

  /** The ways in which a chain is broken. */
  public enum Kind {
    /** The entry is not what was written. */
    CHANGED,
    /** There is no such entry any more. */
    MISSING,
    /** The entry was put in by something other than a call. */
    INSERTED,
    /** The entry is whole, and the chain's own record of its end says otherwise. */
    HEAD_MISMATCH;

    /** The name used in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
