package io.postly.scheduling.workspace;

import java.time.ZoneId;
import java.util.Optional;

/** Reads the names of time zones. */
public final class TimeZones {

  private TimeZones() {}

  /**
   * The zone of an IANA name such as {@code Europe/Rome}; empty for anything else, offsets
   * included.
   */
  public static Optional<ZoneId> of(String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }
}
