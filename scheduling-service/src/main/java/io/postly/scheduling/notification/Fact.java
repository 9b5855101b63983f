package io.postly.scheduling.notification;

import java.time.Instant;

/**
 * Something that has happened and that a team may want to be told of.
 *
 * @param key the same each time that this is learned, and of nothing else
 * @param at when it happened
 */
record Fact(NotificationType type, String key, Instant at, NotificationMessage.Data data) {}
