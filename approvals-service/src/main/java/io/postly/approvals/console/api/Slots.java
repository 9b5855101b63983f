package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The weekly times at which a channel's queued posts go out.
 *
 * @param version given back when they are replaced
 * @param slots from Monday to Sunday
 */
@TemplateData
@RegisterForReflection
public record Slots(String channelName, int version, List<Slot> slots) {

  /** Takes a list that is left out for none. */
  public Slots {
    slots = slots == null ? List.of() : List.copyOf(slots);
  }

  /**
   * One of them.
   *
   * @param day in English and lower case
   * @param time hours and minutes, {@code 09:00}
   */
  @TemplateData
  @RegisterForReflection
  public record Slot(String day, String time) {}
}
