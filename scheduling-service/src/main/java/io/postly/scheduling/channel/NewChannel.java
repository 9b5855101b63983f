package io.postly.scheduling.channel;

import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.WebhookTarget;
import io.postly.scheduling.network.bluesky.BlueskyAccount;
import io.postly.scheduling.network.discord.DiscordWebhook;
import io.postly.scheduling.network.mastodon.MastodonAccount;
import io.postly.scheduling.network.telegram.TelegramAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code connect_channel}. */
@RegisterForReflection
record NewChannel(
    @Schema(
            description = "The network: sandbox, webhook, bluesky, mastodon, telegram or discord.",
            required = true)
        @NotBlank(message = "is required")
        String network,
    @Schema(
            description = "What people will know the channel by; unique in the workspace.",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 80, message = "must have at most 80 characters")
        String name,
    @Schema(description = "The receiver. Required for the network webhook, refused for any other.")
        @Valid
        WebhookTarget webhook,
    @Schema(description = "The account. Required for the network bluesky, refused for any other.")
        @Valid
        BlueskyAccount bluesky,
    @Schema(description = "The account. Required for the network mastodon, refused for any other.")
        @Valid
        MastodonAccount mastodon,
    @Schema(description = "The chat. Required for the network telegram, refused for any other.")
        @Valid
        TelegramAccount telegram,
    @Schema(description = "The webhook. Required for the network discord, refused for any other.")
        @Valid
        DiscordWebhook discord)
    implements AccountInput {

  @Override
  public List<NewAccount> accounts() {
    return AccountInput.given(webhook, bluesky, mastodon, telegram, discord);
  }
}
