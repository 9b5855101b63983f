package io.postly.local.workflow;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What calls of one action came to.
 *
 * @param byRole of members with every scope
 * @param withoutScope of an admin with every scope but the action's
 * @param withScopeAlone of an admin with no scope but the action's
 * @param byOutsider of people who do not belong to the workspace, with every scope
 * @param byForeignIdentifier of an admin who names another workspace's object in that argument
 */
record AccessRow(
    OfferedAction action,
    Map<String, Outcomes> byRole,
    Outcomes withoutScope,
    Outcomes withScopeAlone,
    Map<String, Comparison> byOutsider,
    Map<String, Comparison> byForeignIdentifier) {

  /** The answers about what exists out of reach, and those about what does not exist at all. */
  record Comparison(Outcomes outOfReach, Outcomes unknown) {}

  Stream<Comparison> comparisons() {
    return Stream.concat(byOutsider.values().stream(), byForeignIdentifier.values().stream());
  }

  Stream<Outcomes> outcomes() {
    return Stream.of(
            byRole.values().stream(),
            Stream.of(withoutScope, withScopeAlone),
            comparisons().flatMap(both -> Stream.of(both.outOfReach(), both.unknown())))
        .flatMap(all -> all);
  }
}
