package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The input of {@code begin_channel_sign_in}: a network and a name for a new channel, or an
 * existing one.
 */
@RegisterForReflection
record NewSignIn(
    @Schema(
            description =
                "The network, for a new channel; list_networks says which can be connected by"
                    + " signing in.")
        String network,
    @Schema(description = "What people will know the new channel by; unique in the workspace.")
        @Size(max = 80, message = "must have at most 80 characters")
        String name,
    @Schema(
            description =
                "The channel that is to have new credentials, in place of network and name.")
        UUID channelId,
    @Schema(
            description =
                "The server that the account is on, for networks of many servers; list_networks"
                    + " says which.",
            examples = "mastodon.social")
        @Size(max = 300, message = "must have at most 300 characters")
        String server,
    @Schema(
            description =
                "Which account it is, for networks that have to know it before; list_networks says"
                    + " which. For bluesky the handle or DID, or the https address of the account's"
                    + " server.",
            examples = "name.bsky.social")
        @Size(max = 300, message = "must have at most 300 characters")
        String account,
    @Schema(
            description =
                "Who is to see the channel's posts, for networks where that can be said;"
                    + " list_networks says which. If absent: as of the channel so far, or of the"
                    + " account by default. For mastodon, private means followers only.",
            type = SchemaType.STRING,
            enumeration = {"public", "unlisted", "private"})
        @Pattern(
            regexp = "public|unlisted|private",
            message = "must be public, unlisted or private")
        String visibility) {}
