package io.postly.scheduling.publication;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import java.util.Optional;

/**
 * Who asked for a publication, and how.
 *
 * @param through which packaging
 * @param traceparent the trace of the call
 */
record Requester(Person person, String through, Optional<String> traceparent) {

  static Requester of(Caller caller, Optional<String> traceparent) {
    return new Requester(Person.of(caller), caller.channel().label(), traceparent);
  }
}
