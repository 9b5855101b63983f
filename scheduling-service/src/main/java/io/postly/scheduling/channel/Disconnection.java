package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The input of {@code disconnect_channel}.
 *
 * @param cancelPosts null means no
 */
@RegisterForReflection
record Disconnection(
    @Schema(
            description =
                "Whether posts that wait on the channel are cancelled. If not, it is disconnected only when none waits.",
            defaultValue = "false")
        Boolean cancelPosts) {

  boolean cancelsPosts() {
    return Boolean.TRUE.equals(cancelPosts);
  }
}
