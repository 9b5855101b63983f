package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code update_notification_endpoint}. What is left out stays as it is. */
@RegisterForReflection
record NotificationEndpointChange(
    @Schema(description = "Another public http or https address.")
        @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters")
        String url,
    @Schema(
            description =
                "All that it is to be told of from now on: review.requested, review.decided,"
                    + " post.published, post.failed, post.unconfirmed, post.missed, post.held,"
                    + " post.thread_stopped, post.deleted, post.not_deleted, post.updated,"
                    + " post.not_updated, channel.trouble, channel.ending.")
        @Size(min = 1, max = 20, message = "must have 1 to 20 items")
        List<@NotNull(message = "must be an event type") String> eventTypes,
    @Schema(
            description =
                "false: nothing is sent any more, and what waits to be sent has failed. true: news"
                    + " is sent again.")
        Boolean enabled,
    @Schema(description = "What people will know it by; an empty text for nothing.")
        @Size(max = 200, message = "must have at most 200 characters")
        String description) {

  boolean isEmpty() {
    return url == null && eventTypes == null && enabled == null && description == null;
  }
}
