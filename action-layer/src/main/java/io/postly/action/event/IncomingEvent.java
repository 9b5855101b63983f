package io.postly.action.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact that another service shares.
 *
 * @param id unique per fact; a second delivery has the same
 * @param type the CloudEvents type, with its version
 * @param workspace the workspace that the fact belongs to
 * @param key what the order of events is kept for
 * @param time when the fact came to be
 * @param data the payload; {@link EventCodec#read} turns it into a record
 */
public record IncomingEvent(
    UUID id, String type, String workspace, String key, Instant time, JsonNode data) {}
