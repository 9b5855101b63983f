package io.postly.action.event;

import java.util.UUID;

/**
 * A fact that other services are to learn.
 *
 * @param topic the Kafka topic
 * @param type the CloudEvents type, with its version
 * @param key what the order of events is kept for: the draft's identifier
 * @param workspace the workspace that the fact belongs to
 * @param data the payload, as its schema in {@code events/} says
 */
public record OutgoingEvent(String topic, String type, UUID key, String workspace, Object data) {}
