package io.postly.scheduling.channel;

import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.WebhookTarget;
import io.postly.scheduling.network.bluesky.BlueskyAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code connect_channel}. */
@RegisterForReflection
record NewChannel(
    @Schema(description = "The network: bluesky, sandbox or webhook.", required = true)
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
        BlueskyAccount bluesky)
    implements AccountInput {

  @Override
  public List<NewAccount> accounts() {
    return AccountInput.given(webhook, bluesky);
  }
}
