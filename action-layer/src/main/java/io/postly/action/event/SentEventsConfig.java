package io.postly.action.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What operators can set of events that were sent. */
@ConfigMapping(prefix = "postly.action.sent-events")
public interface SentEventsConfig {

  /**
   * How long events that were sent are kept, to be sent again after a database was restored. Longer
   * than a reader may ever be behind, and than a backup may be old of which one database alone is
   * restored; less than readers remember what they have applied, which is 30 days. Default: 7 days.
   */
  @WithDefault("P7D")
  @DurationMin(hours = 1)
  @DurationMax(days = 29)
  Duration retention();
}
