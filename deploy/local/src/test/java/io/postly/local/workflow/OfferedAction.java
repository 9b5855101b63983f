package io.postly.local.workflow;

import java.util.Set;

/**
 * An action as the gateway offers it.
 *
 * @param scope what it says that a grant needs
 * @param isReadOnly whether it says that it changes nothing
 * @param identifiers the arguments that name objects
 * @param protocols how it can be called
 */
record OfferedAction(
    String name,
    String scope,
    boolean isReadOnly,
    Set<String> identifiers,
    Set<Protocol> protocols) {}
