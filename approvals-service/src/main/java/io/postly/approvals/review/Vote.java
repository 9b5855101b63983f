package io.postly.approvals.review;

import io.postly.action.caller.Caller;
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
 */
@Embeddable
record Vote(String personId, String personName, String through, Instant votedAt, String note) {

  static Vote of(Caller approver, String note, Instant now) {
    return new Vote(approver.id(), approver.name(), approver.channel().label(), now, note);
  }

  Person person() {
    return new Person(personId, personName);
  }
}
