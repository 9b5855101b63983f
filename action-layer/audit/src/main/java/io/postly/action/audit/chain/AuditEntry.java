package io.postly.action.audit.chain;

import java.time.Instant;
import java.util.UUID;

/**
 * One call, as the audit trail keeps it. Holds no token, no secret and no argument, only the
 * arguments' digest.
 *
 * @param id the action's identifier
 * @param workspace the workspace, or {@code -} for a call that named one out of the caller's reach
 * @param at when the call ended, in whole microseconds
 * @param action the action's name, which is its tool's
 * @param outcome {@code ok}, or the category of the failure
 * @param code the error code, or null
 * @param personId on whose behalf: the identity provider's subject, or, for somebody whom the
 *     provider does not know, the kind and what they are known by here: {@code external:} and an
 *     invitation
 * @param personName what people knew that person by at the time
 * @param channel through which packaging
 * @param client through which OAuth client
 * @param subjectType the kind of object, or null
 * @param subjectId the object, or null
 * @param argumentDigest the fingerprint of the arguments, or null if the call did not come so far
 * @param before the object's state before as JSON, or null
 * @param after the object's state after as JSON; of a call that failed what it did outside of
 *     Postly; or null
 * @param replayed whether an earlier answer was given again
 * @param confirmationId the confirmation that the call used up, or null if it needed none
 */
public record AuditEntry(
    UUID id,
    String workspace,
    Instant at,
    String action,
    String outcome,
    String code,
    String personId,
    String personName,
    String channel,
    String client,
    String subjectType,
    UUID subjectId,
    String argumentDigest,
    String before,
    String after,
    boolean replayed,
    UUID confirmationId) {}
