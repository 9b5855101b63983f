package io.postly.scheduling.network;

import java.util.List;

/** The networks that a test knows, in place of those of this release. */
public final class KnownNetworks {

  private KnownNetworks() {}

  /** These, and no others. */
  public static Networks of(Network... networks) {
    return new Networks(List.of(networks));
  }
}
