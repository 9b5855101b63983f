package io.postly.scheduling.network.mastodon;

import io.postly.scheduling.network.NewAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account on a Mastodon server.
 *
 * @param server its host name, or its https address without a path
 * @param accessToken of an application that the person has made under Preferences, Development
 * @param visibility who sees the posts; as the channel has it so far, or else the account, if
 *     absent
 */
@RegisterForReflection
public record MastodonAccount(
    @Schema(
            description = "The server's host name or https address.",
            examples = "mastodon.social",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 300, message = "must have at most 300 characters")
        String server,
    @Schema(
            description =
                "The access token of an application made under Preferences, Development with the"
                    + " scopes read:accounts, read:statuses, write:statuses and, for pictures,"
                    + " write:media.",
            required = true)
        @NotBlank(message = "is required")
        @Size(max = 500, message = "must have at most 500 characters")
        @Pattern(regexp = "[!-~]*", message = "must be the token alone, without spaces")
        String accessToken,
    @Schema(
            description =
                "Who sees the posts: public, unlisted or private (followers only). If absent: as of the"
                    + " channel so far, or of the account by default.",
            type = SchemaType.STRING,
            enumeration = {"public", "unlisted", "private"})
        @Pattern(
            regexp = "public|unlisted|private",
            message = "must be public, unlisted or private")
        String visibility)
    implements NewAccount {

  @Override
  public String network() {
    return MastodonNetwork.NAME;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a Mastodon account";
  }
}
