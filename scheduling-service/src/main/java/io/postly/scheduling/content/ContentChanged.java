package io.postly.scheduling.content;

import java.util.UUID;

/**
 * A draft's content or its approval has changed. Fired, and to be observed, within the transaction
 * that holds the draft's lock.
 */
public record ContentChanged(UUID draftId) {}
