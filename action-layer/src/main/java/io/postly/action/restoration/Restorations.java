package io.postly.action.restoration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * When this service's database was brought back from a backup: what was done between the backup and
 * that moment is not known to it. Told by whoever restores (a row in {@code restoration}) or
 * noticed by {@link RestorationWatch}.
 */
@ApplicationScoped
public class Restorations {

  private final RestorationTable table;

  Restorations(RestorationTable table) {
    this.table = table;
  }

  /** The last time, as it is known at this moment; empty if it never was. */
  public Optional<Instant> latest() {
    return table.latest();
  }

  /**
   * From when on nothing is missing here, as it is known at this moment: what was to be done before
   * may have been done by a database that is gone. The epoch if it was never brought back.
   */
  public Instant knownFrom() {
    return latest().orElse(Instant.EPOCH);
  }
}
