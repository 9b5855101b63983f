package io.postly.approvals.review;

import io.postly.action.caller.Person;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * One person's approval of what is under review.
 *
 * @param personId the person's identifier
 * @param personName what people know the person by
 * @param through the packaging through which it was given
 * @param votedAt when it was given
 * @param note what the person said, or null
 * @param external whether the person is no member, but was invited
 */
@Embeddable
record Vote(
    String personId,
    String personName,
    String through,
    Instant votedAt,
    String note,
    boolean external) {

  static Vote of(Decider approver, String note, Instant now) {
    return new Vote(
        approver.id(), approver.name(), approver.through(), now, note, approver.external());
  }

  Person person() {
    return new Person(personId, personName);
  }
}
