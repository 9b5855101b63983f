package io.postly.local.workflow;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one call came to through each protocol that offers its action. */
record Outcomes(Map<Protocol, Outcome> byProtocol) {

  static Outcomes of(Set<Protocol> protocols, Function<Protocol, Answer> call) {
    Map<Protocol, Outcome> outcomes = new EnumMap<>(Protocol.class);
    protocols.forEach(protocol -> outcomes.put(protocol, Outcome.of(call.apply(protocol))));
    return new Outcomes(outcomes);
  }

  /** The codes that there were: one, if the protocols agree. */
  Set<String> codes() {
    return byProtocol.values().stream().map(Outcome::code).collect(Collectors.toSet());
  }

  /** The one code; fails if the protocols do not agree. */
  String code() {
    Set<String> codes = codes();
    if (codes.size() != 1) {
      throw new AssertionError("The protocols do not agree: " + byProtocol);
    }
    return codes.iterator().next();
  }

  boolean isDone() {
    return code().equals(Outcome.DONE);
  }

  /** Everything that refusals said: one text, if the protocols agree. */
  Set<String> refusals() {
    return byProtocol.values().stream()
        .filter(outcome -> !outcome.isDone())
        .map(Outcome::body)
        .collect(Collectors.toSet());
  }
}
