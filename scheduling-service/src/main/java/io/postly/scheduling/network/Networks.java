package io.postly.scheduling.network;

import io.postly.action.problem.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every network that this release can publish to. */
@ApplicationScoped
public class Networks {

  private final Map<String, Network> byName;

  Networks(@All List<Network> networks) {
    Map<String, Network> found = new TreeMap<>();
    for (Network network : networks) {
      if (found.put(network.name(), network) != null) {
        throw new IllegalStateException("Two networks have the name " + network.name());
      }
    }
    this.byName = found;
  }

  /** The network of that name. */
  public Optional<Network> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The network that a person names.
   *
   * @throws ProblemException {@code invalid_input} if there is none
   */
  public Network require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "network", "is not a network of Postly", names().toArray(String[]::new)));
  }

  /** The network of an existing channel. */
  public Network get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("This release has no network " + name));
  }

  /** All networks, by name. */
  public Collection<Network> all() {
    return byName.values();
  }

  /** The names of all networks, in order. */
  public Collection<String> names() {
    return byName.keySet();
  }
}
