package io.postly.analytics.count;

import java.time.Instant;

/**
 * An hour, a day or a month of a workspace whose counts do not tell all that is known.
 *
 * @param begin its beginning, in UTC
 */
public record Marked(String workspace, Instant begin) {}
