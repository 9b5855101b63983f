package io.postly.approvals.content;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text that replaces the draft's own on one network.
 *
 * @param network the network's name
 * @param text what goes out there
 */
@RegisterForReflection
@Schema(description = "A text that replaces the draft's own on one network.")
public record Variant(
    @Schema(required = true) String network, @Schema(required = true) String text) {}
