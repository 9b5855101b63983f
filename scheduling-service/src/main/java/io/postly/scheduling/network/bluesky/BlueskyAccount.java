package io.postly.scheduling.network.bluesky;

import io.postly.scheduling.network.NewAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account on Bluesky that is to be connected.
 *
 * @param handle its handle or DID
 * @param appPassword a password that was made for Postly alone
 * @param service the server to sign in to; Bluesky's own if absent
 */
@RegisterForReflection
public record BlueskyAccount(
    @Schema(
            description = "The account's handle or DID.",
            examples = "name.bsky.social",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 300, message = "must have at most 300 characters")
        String handle,
    @Schema(
            description =
                "An app password, made in Bluesky's settings under Privacy and security; not the account's own password.",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 256, message = "must have at most 256 characters")
        String appPassword,
    @Schema(
            description =
                "The https address of the account's server (PDS), if it is not one of Bluesky's. Default:"
                    + " https://bsky.social.",
            examples = "https://bsky.social")
        @Size(max = 300, message = "must have at most 300 characters")
        String service)
    implements NewAccount {

  @Override
  public String network() {
    return BlueskyNetwork.NAME;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "an account on Bluesky";
  }
}
