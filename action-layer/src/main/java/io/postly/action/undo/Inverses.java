package io.postly.action.undo;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The service's inverses, by the actions that they run. */
@ApplicationScoped
class Inverses {

  private final Map<String, Inverse> byAction;

  Inverses(@All List<Inverse> inverses) {
    this.byAction =
        inverses.stream()
            .collect(Collectors.toUnmodifiableMap(Inverse::action, Function.identity()));
  }

  Optional<Inverse> find(String action) {
    return Optional.ofNullable(byAction.get(action));
  }
}
