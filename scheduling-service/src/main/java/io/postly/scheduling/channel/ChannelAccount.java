package io.postly.scheduling.channel;

import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.WebhookTarget;
import io.postly.scheduling.network.bluesky.BlueskyAccount;
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
        BlueskyAccount bluesky)
    implements AccountInput {

  @Override
  public List<NewAccount> accounts() {
    return AccountInput.given(webhook, bluesky);
  }
}
