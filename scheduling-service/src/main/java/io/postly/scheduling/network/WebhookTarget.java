package io.postly.scheduling.network;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The receiver of signed webhooks.
 *
 * @param url where posts are sent to
 * @param secret what they are signed with; made by Postly if absent
 * @param updates whether it heeds {@code post.updated}; it does not if absent
 */
@RegisterForReflection
public record WebhookTarget(
    @Schema(
            description = "The http or https address that receives the posts.",
            examples = "https://example.com/hooks")
        @NotBlank(message = "is required")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url,
    @Schema(
            description =
                "The signing secret as of Standard Webhooks: whsec_ and the base64 form of 24 to 64 bytes. Leave it out"
                    + " to have one made.")
        String secret,
    @Schema(
            description =
                "Whether it heeds post.updated as a change, not as another post; only then can update_post change"
                    + " posts. False if left out.")
        Boolean updates)
    implements NewAccount {

  @Override
  public String network() {
    return WebhookNetwork.NAME;
  }

  /** Whether it has been said that it heeds {@code post.updated}. */
  boolean heedsUpdates() {
    return Boolean.TRUE.equals(updates);
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a webhook";
  }
}
