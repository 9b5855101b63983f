package io.postly.action.idempotency;

/**
 * The first answer to a keyed call.
 *
 * @param status the HTTP status
 * @param body the JSON body
 */
public record StoredAnswer(int status, String body) {}
