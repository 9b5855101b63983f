package io.postly.scheduling.channel;

import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.WebhookTarget;
import io.postly.scheduling.network.bluesky.BlueskyAccount;
import io.postly.scheduling.network.discord.DiscordWebhook;
import io.postly.scheduling.network.mastodon.MastodonAccount;
import io.postly.scheduling.network.telegram.TelegramAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code reconnect_channel}. */
@RegisterForReflection
record ChannelAccount(
    @Schema(description = "The receiver, for a channel of the network webhook.") @Valid
        WebhookTarget webhook,
    @Schema(description = "The account, for a channel of the network bluesky.") @Valid
        BlueskyAccount bluesky,
    @Schema(description = "The account, for a channel of the network mastodon.") @Valid
        MastodonAccount mastodon,
    @Schema(description = "The chat, for a channel of the network telegram.") @Valid
        TelegramAccount telegram,
    @Schema(description = "The webhook, for a channel of the network discord.") @Valid
        DiscordWebhook discord)
    implements AccountInput {

  @Override
  public List<NewAccount> accounts() {
    return AccountInput.given(webhook, bluesky, mastodon, telegram, discord);
  }
}
