package io.postly.analytics.activity;

import java.time.Instant;

/**
 * An hour of a workspace whose counts do not have all of its calls.
 *
 * @param hour its beginning, in UTC
 */
record MarkedHour(String workspace, Instant hour) {}
