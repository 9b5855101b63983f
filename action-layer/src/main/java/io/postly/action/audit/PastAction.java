package io.postly.action.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the audit trail, as far as people are told of it.
 *
 * @param action the action's name
 * @param person what people know the caller by
 * @param at when the call ended
 * @param subjectType the kind of object, or null
 * @param subjectId the object, or null
 */
public record PastAction(
    String action, String person, Instant at, String subjectType, UUID subjectId) {}
