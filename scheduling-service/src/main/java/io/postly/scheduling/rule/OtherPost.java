package io.postly.scheduling.rule;

import java.time.Instant;
import java.util.UUID;

/** A post of a channel that goes out, or went out, at some time. */
record OtherPost(UUID publicationId, Instant at) {}
