package io.postly.scheduling.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code reorder_queue}, {@code pause_queue} and {@code resume_queue}. */
@RegisterForReflection
record ChangedQueue(@Schema(required = true) QueueView queue) {}
