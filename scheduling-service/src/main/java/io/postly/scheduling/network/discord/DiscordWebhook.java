package io.postly.scheduling.network.discord;

import io.postly.scheduling.network.NewAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An incoming webhook of a Discord channel.
 *
 * @param webhookUrl whoever knows it may post
 */
@RegisterForReflection
public record DiscordWebhook(
    @Schema(
            description =
                "The URL of an incoming webhook, from the channel's settings under Integrations. Not of a forum channel.",
            examples = "https://discord.com/api/webhooks/<id>/<token>",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 500, message = "must have at most 500 characters")
        String webhookUrl)
    implements NewAccount {

  @Override
  public String network() {
    return DiscordNetwork.NAME;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a Discord webhook";
  }
}
