package io.postly.approvals.console.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What goes out, or went out, in a range of time, by due time.
 *
 * @param truncated whether there are more posts than are shown
 */
@RegisterForReflection
public record Calendar(List<Post> publications, boolean truncated) {}
