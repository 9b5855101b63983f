package io.postly.gateway.mcp;

import java.time.Duration;

/**
 * How long an answer may be kept, and for whom.
 *
 * @param lifetime after this it is stale
 * @param isPrivate whether it is for the caller alone
 */
public record Caching(Duration lifetime, boolean isPrivate) {

  /** For a short while, for the caller alone: what a grant covers is nobody else's list. */
  public static final Caching OWN_LIST = new Caching(Duration.ofMinutes(1), true);

  /** For long, for everybody: its name says which version it is. */
  public static final Caching VERSIONED = new Caching(Duration.ofHours(1), false);

  /** Not at all: it may be another the next time. */
  public static final Caching NONE = new Caching(Duration.ZERO, true);

  String scope() {
    return isPrivate ? "private" : "public";
  }
}
