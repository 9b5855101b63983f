package io.postly.gateway.catalog;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * By what a call of an operation that several services have finds its own: an argument that begins
 * with the service's name and, if there is more of it, a hyphen.
 *
 * @param argument the path parameter
 * @param services the services that have the operation
 */
public record Routing(String argument, Set<String> services) {

  /** Copies the set. */
  public Routing {
    services = Set.copyOf(services);
  }

  /** The service that the argument's value names; empty if it names none of them. */
  public Optional<String> service(String value) {
    return Optional.of(value.split("-", 2)[0]).filter(services::contains);
  }

  Routing with(Routing other) {
    Set<String> all = new HashSet<>(services);
    all.addAll(other.services);
    return new Routing(argument, all);
  }
}
