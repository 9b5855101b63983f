package io.postly.action.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
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
    long durationMs,
    Instant at) {

  static final String TOPIC = "postly.actions";
  static final String TYPE = "io.postly.action.performed.v1";
}
