package io.postly.action.event;

import java.util.Set;

/**
 * Applies events of some types to this service's own data. Runs in the inbox's transaction, once
 * per event although it is delivered more often, and in order per key.
 */
public interface EventHandler {

  /** The CloudEvents types that this handler applies. */
  Set<String> types();

  /**
   * Applies one event. An exception undoes the whole application; what cannot be applied ends in
   * the dead-letter topic.
   */
  void handle(IncomingEvent event);
}
