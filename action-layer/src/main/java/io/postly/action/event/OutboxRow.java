package io.postly.action.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that waits in the outbox.
 *
 * @param traceparent the trace of the call that it comes from, or null
 */
record OutboxRow(
    long id,
    UUID eventId,
    String topic,
    String type,
    UUID key,
    String workspace,
    Instant time,
    String data,
    String traceparent) {}
