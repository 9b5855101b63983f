package io.postly.analytics.activity;

import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One call of one action, by whichever service. */
@Entity
@Immutable
class Activity {

  @Id private UUID actionId;

  @SuppressWarnings("UnusedVariable") // Queries restrict by it.
  private String workspace;

  private Instant at;
  private String action;
  private String service;
  private boolean readOnly;
  private String outcome;
  private String code;
  private boolean replayed;
  private String personId;
  private String personName;
  private String channel;
  private String client;
  private String subjectType;
  private UUID subjectId;
  private UUID draftId;
  private long durationMs;

  /** For Hibernate. */
  protected Activity() {}

  Activity(ActionPerformed event) {
    this.actionId = event.actionId();
    this.workspace = event.workspace();
    this.at = event.at();
    this.action = event.action();
    this.service = event.service();
    this.readOnly = event.readOnly();
    this.outcome = event.outcome();
    this.code = event.code();
    this.replayed = event.replayed();
    this.personId = event.person().id();
    this.personName = event.person().name();
    this.channel = event.channel();
    this.client = event.client();
    this.subjectType = event.subjectType();
    this.subjectId = event.subjectId();
    this.draftId = event.draftId();
    this.durationMs = event.durationMs();
  }

  ActivityAnswer answer() {
    return new ActivityAnswer(
        actionId,
        at,
        action,
        service,
        readOnly,
        outcome,
        code,
        replayed,
        new Person(personId, personName),
        channel,
        client,
        subjectType,
        subjectId,
        draftId,
        durationMs);
  }

  UUID actionId() {
    return actionId;
  }

  Instant at() {
    return at;
  }
}
