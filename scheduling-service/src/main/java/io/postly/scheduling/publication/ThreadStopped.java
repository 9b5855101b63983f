package io.postly.scheduling.publication;

/**
 * A thread goes no further than to a part, although everything before it stands. Fired in process,
 * in the transaction that takes the step.
 *
 * @param part the part at which it has stopped
 */
public record ThreadStopped(PartChanged part) {}
