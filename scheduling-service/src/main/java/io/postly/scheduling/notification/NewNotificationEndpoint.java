package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code create_notification_endpoint}. */
@RegisterForReflection
record NewNotificationEndpoint(
    @Schema(
            description = "The public http or https address that is to receive the notifications.",
            examples = "https://example.com/postly",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url,
    @Schema(
            description =
                "What to tell of: review.requested, review.decided, post.published, post.failed,"
                    + " post.unconfirmed, post.missed, post.held, post.thread_stopped, post.deleted,"
                    + " post.not_deleted, post.updated, post.not_updated, channel.trouble, channel.ending.",
            required = true)
        @NotNull(message = "is required")
        @Size(min = 1, max = 20, message = "must have 1 to 20 items")
        List<@NotNull(message = "must be an event type") String> eventTypes,
    @Schema(description = "What people will know it by.")
        @Size(max = 200, message = "must have at most 200 characters")
        String description) {}
