package io.postly.action.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.postly.action.undo.Undo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** The event {@code io.postly.action.performed.v1}: one call of one action, however it ended. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionPerformed(
    UUID actionId,
    String workspace,
    String action,
    String service,
    boolean readOnly,
    String outcome,
    String code,
    String category,
    boolean replayed,
    Person person,
    String channel,
    String client,
    String subjectType,
    UUID subjectId,
    UUID draftId,
    Offer undo,
    UUID undoes,
    long durationMs,
    Instant at) {

  static final String TOPIC = "postly.actions";
  static final String TYPE = "io.postly.action.performed.v1";

  /** How the action can be taken back, or why it cannot. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Offer(boolean possible, String by, Instant until, String reason) {

    static Offer of(Undo undo) {
      return new Offer(undo.possible(), undo.by(), undo.until(), undo.reason());
    }
  }
}
