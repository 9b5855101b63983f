package io.postly.approvals.review;

import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;

/**
 * Who decides on a review.
 *
 * @param id the person's identifier
 * @param name what people know the person by
 * @param through the packaging through which the decision came
 * @param external whether the person is no member, but was invited
 */
record Decider(String id, String name, String through, boolean external) {

  static Decider of(Caller caller) {
    return new Decider(caller.id(), caller.name(), caller.channel().label(), false);
  }

  static Decider of(ExternalReviewer reviewer) {
    Person person = reviewer.person();
    return new Decider(person.id(), person.name(), CallChannel.CONSOLE.label(), true);
  }
}
