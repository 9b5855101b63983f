package io.postly.scheduling.slot;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One slot of one week. */
@RegisterForReflection
@Schema(name = "SlotTime")
public record SlotTime(
    @Schema(description = "In UTC.", required = true) Instant at,
    @Schema(description = "The same time in the workspace's time zone.", required = true)
        String atLocal) {

  /** An instant as people in that zone read it. */
  public static SlotTime of(Instant at, ZoneId zone) {
    return new SlotTime(at, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)));
  }
}
