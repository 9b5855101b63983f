package io.postly.scheduling.publication;

import java.util.List;

/** What has become of parts at once. Fired in process, in the transaction that takes the step. */
record PartsChanged(List<PartChanged> all) {

  /** Copies the list. */
  PartsChanged {
    all = List.copyOf(all);
  }
}
