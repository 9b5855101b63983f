package io.postly.analytics.engagement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * What a report of engagement is of.
 *
 * @param workspace the workspace
 * @param from posts published since then
 * @param to posts published before then
 * @param channelId the only channel that counts, or null for any
 * @param label the only label that counts, or null for any
 * @param zone what hours and weekdays are of
 */
record EngagementQuery(
    String workspace, Instant from, Instant to, UUID channelId, String label, ZoneId zone) {

  /** The same of other posts. */
  EngagementQuery within(Instant since, Instant until) {
    return new EngagementQuery(workspace, since, until, channelId, label, zone);
  }

  /** Whether posts are left out for another reason than their time. */
  boolean isFiltered() {
    return channelId != null || label != null;
  }
}
