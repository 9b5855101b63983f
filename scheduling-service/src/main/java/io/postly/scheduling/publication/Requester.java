package io.postly.scheduling.publication;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;

/** Who asked for a publication, and through which packaging. */
record Requester(Person person, String through) {

  static Requester of(Caller caller) {
    return new Requester(Person.of(caller), caller.channel().label());
  }
}
