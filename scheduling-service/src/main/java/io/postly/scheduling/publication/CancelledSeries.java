package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * What a series that was taken back has become.
 *
 * @param cancelled how many of its posts are cancelled by this; the others had gone out, were on
 *     their way or cancelled before
 */
@RegisterForReflection
record CancelledSeries(UUID seriesId, int cancelled) {}
