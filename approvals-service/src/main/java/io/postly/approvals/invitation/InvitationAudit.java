package io.postly.approvals.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.audit.AuditTrail;
import io.postly.action.audit.chain.AuditEntry;
import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Person;
import io.postly.action.identifier.Identifiers;
import io.postly.action.undo.Undo;
import io.postly.action.undo.UndoRecords;
import io.postly.approvals.review.ExternalReviewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes down what people from outside do by an invitation, in the transaction in which they do it.
 * The entries name them as external; state before and after is the invitation, which says who
 * invited them. Nothing of the link or the code is in there.
 */
@ApplicationScoped
class InvitationAudit {

  private static final String CLIENT = "invitation";
  private static final String SUBJECT = "invitation";
  private static final String REVIEW = "review";
  private static final String OPEN = "open_invitation";

  private final AuditTrail trail;
  private final UndoRecords undoRecords;
  private final ObjectMapper mapper;

  InvitationAudit(AuditTrail trail, UndoRecords undoRecords, ObjectMapper mapper) {
    this.trail = trail;
    this.undoRecords = undoRecords;
    this.mapper = mapper;
  }

  /** What a call was, and how it ended. */
  private record Call(String action, String outcome, String code, String subjectType) {}

  void opened(Invitation invitation, String name, Instant now) {
    InvitationAnswer state = InvitationAnswer.of(invitation, now);
    append(invitation, name, new Call(OPEN, "ok", null, SUBJECT), state, state, now);
  }

  /** At most as many as wrong codes are taken. */
  void refused(Invitation invitation, String name, Instant now) {
    append(invitation, name, new Call(OPEN, "auth", "wrong_code", SUBJECT), null, null, now);
  }

  /** A decision that counts is told as one of the review's, so that undo sees it there. */
  void decided(Invitation invitation, InvitationAnswer before, GuestVerdict verdict, Instant now) {
    InvitationAnswer after = InvitationAnswer.of(invitation, now);
    String action =
        verdict.isApproval() ? "approve_by_invitation" : "request_changes_by_invitation";
    String subjectType = after.verdict().counted() ? REVIEW : SUBJECT;
    UUID id =
        append(
            invitation,
            verdict.name(),
            new Call(action, "ok", null, subjectType),
            before,
            after,
            now);
    undoRecords.add(
        id, invitation.workspace(), Undo.impossible("What somebody from outside decided stands."));
  }

  private UUID append(
      Invitation invitation,
      String name,
      Call call,
      InvitationAnswer before,
      InvitationAnswer after,
      Instant now) {
    UUID id = Identifiers.next();
    Person person = new ExternalReviewer(invitation.id(), name).person();
    trail.append(
        new AuditEntry(
            id,
            invitation.workspace(),
            now,
            call.action(),
            call.outcome(),
            call.code(),
            person.id(),
            person.name(),
            CallChannel.CONSOLE.label(),
            CLIENT,
            call.subjectType(),
            call.subjectType().equals(REVIEW) ? invitation.reviewId() : invitation.id(),
            null,
            json(before),
            json(after),
            false,
            null));
    return id;
  }

  private String json(InvitationAnswer state) {
    try {
      return state == null ? null : mapper.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An audited state is not JSON", e);
    }
  }
}
