package io.postly.scheduling.network;

import java.time.Instant;
import java.util.Map;

/**
 * One signed message, ready to be sent.
 *
 * @param sendBefore from this instant on it must not be sent any more
 */
record WebhookRequest(
    WebhookAddress address, Map<String, String> headers, String body, Instant sendBefore) {}
