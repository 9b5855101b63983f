package io.postly.scheduling.publication;

import java.util.List;
import java.util.stream.Stream;

/** What one step has changed. Fired in process, in the transaction that takes the step. */
public record PublicationsChanged(List<PublicationChanged> all) {

  /** Copies the list. */
  public PublicationsChanged {
    all = List.copyOf(all);
  }

  /** Those that have another state than before, in their order. */
  public Stream<PublicationChanged> ofState() {
    return all.stream().filter(change -> !change.state().equals(change.previousState()));
  }
}
