package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.audit.AuditTrail;
import io.postly.action.audit.chain.AuditEntry;
import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.problem.ErrorCode;
import io.postly.action.undo.UndoRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes what stays of a call: audit entry, undo record, and the event that the activity log is
 * made of.
 */
@ApplicationScoped
public class ActionRecorder {

  /** The workspace under which calls are kept that named one out of the caller's reach, or none. */
  static final String NO_WORKSPACE = "-";

  private static final String OK = "ok";

  private final AuditTrail audit;
  private final UndoRecords undoRecords;
  private final Outbox outbox;
  private final ObjectMapper mapper;
  private final Clock clock;
  private final String service;

  ActionRecorder(
      AuditTrail audit,
      UndoRecords undoRecords,
      Outbox outbox,
      ObjectMapper mapper,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.audit = audit;
    this.undoRecords = undoRecords;
    this.outbox = outbox;
    this.mapper = mapper;
    this.clock = clock;
    this.service = service;
  }

  void succeeded(ActionContext context) {
    requireUndo(context);
    context.undo().ifPresent(undo -> undoRecords.add(context.actionId(), workspace(context), undo));
    record(context, null, false);
  }

  /** A repetition; the code is that of the first answer, or null if the first call succeeded. */
  void replayed(ActionContext context, ErrorCode code) {
    record(context, code, true);
  }

  void failed(ActionContext context, ErrorCode code) {
    record(context, code, false);
  }

  private static void requireUndo(ActionContext context) {
    if (!context.action().readOnly() && context.undo().isEmpty()) {
      throw new IllegalStateException(context.action().name() + " does not say how it is undone");
    }
  }

  private void record(ActionContext context, ErrorCode code, boolean replayed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    publish(context, code, replayed, now);
    audit.append(entry(context, code, replayed, now));
  }

  private AuditEntry entry(ActionContext context, ErrorCode code, boolean replayed, Instant now) {
    Caller caller = context.caller();
    ActionSubject subject = context.subject();
    return new AuditEntry(
        context.actionId(),
        workspace(context),
        now,
        context.action().name(),
        outcome(code),
        code == null ? null : code.code(),
        caller.id(),
        caller.name(),
        caller.channel().label(),
        caller.client(),
        subject.type(),
        subject.id(),
        context.argumentDigest(),
        code == null ? json(context.before()) : null,
        json(code == null ? context.after() : context.outside()),
        replayed,
        code == null ? context.confirmation().orElse(null) : null);
  }

  private void publish(ActionContext context, ErrorCode code, boolean replayed, Instant now) {
    Caller caller = context.caller();
    ActionSubject subject = context.subject();
    UUID key = subject.draftId() == null ? context.actionId() : subject.draftId();
    boolean succeeded = code == null;
    ActionPerformed event =
        new ActionPerformed(
            context.actionId(),
            workspace(context),
            context.action().name(),
            service,
            context.action().readOnly(),
            outcome(code),
            code == null ? null : code.code(),
            code == null ? null : code.category().label(),
            replayed,
            Person.of(caller),
            caller.channel().label(),
            caller.client(),
            subject.type(),
            subject.id(),
            subject.draftId(),
            succeeded ? context.undo().map(ActionPerformed.Offer::of).orElse(null) : null,
            succeeded ? context.undone().orElse(null) : null,
            Math.max(0, Duration.between(context.startedAt(), now).toMillis()),
            now);
    outbox.add(
        new OutgoingEvent(
            ActionPerformed.TOPIC, ActionPerformed.TYPE, key, workspace(context), event));
  }

  private static String workspace(ActionContext context) {
    String workspace = context.workspace();
    return workspace == null || !context.caller().isMember(workspace) ? NO_WORKSPACE : workspace;
  }

  private static String outcome(ErrorCode code) {
    return code == null ? OK : code.category().label();
  }

  private String json(Object state) {
    try {
      return state == null ? null : mapper.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An audited state is not JSON", e);
    }
  }
}
