package io.postly.scheduling.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.scheduling.network.Network;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A channel as answers show it: nothing of its credentials. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Channel")
record ChannelView(
    @Schema(description = "Names the channel in drafts and publications.", required = true) UUID id,
    @Schema(description = "The network that it is on.", required = true) String network,
    @Schema(description = "What people know it by.", required = true) String name,
    @Schema(description = "Where it publishes to, without secrets.") String address,
    @Schema(description = "The most characters that one post may have.", required = true)
        int maxCharacters,
    @Schema(description = "The most beside pictures, if that is another.")
        Integer maxCharactersWithPictures,
    @Schema(
            description =
                "What counts as a character: code_points, graphemes (what a reader sees as one),"
                    + " short_links (graphemes, but a link is 23, and of an account on another"
                    + " server its name alone), or weighted (most letters 1, emoji and East Asian"
                    + " ones 2, a link 23).",
            required = true)
        String counting,
    @Schema(
            description =
                "Why nothing goes out on it until a person reconnects it; absent if well.")
        String trouble,
    @Schema(
            description =
                "In list_channels: until when its network is left alone; its posts wait. Absent if it"
                    + " is not.")
        Instant leftAloneUntil,
    @Schema(
            description =
                "When its network ends its access, unless a person signs in again; absent if"
                    + " nobody knows of an end.")
        Instant accessUntil,
    @Schema(description = "Whether update_post can change posts.", required = true) boolean updates,
    @Schema(
            description =
                "Who sees its posts, where a person has chosen that: public, unlisted or private"
                    + " (followers only). Absent where the account's own default decides.")
        String visibility,
    @Schema(description = "When it was connected.", required = true) Instant connectedAt) {

  static ChannelView of(Channel channel, Network network) {
    return of(channel, network, Optional.empty());
  }

  static ChannelView of(Channel channel, Network network, Optional<Instant> leftAloneUntil) {
    OptionalInt besidePictures = network.maxTextBesidePictures();
    return new ChannelView(
        channel.id,
        channel.network,
        channel.name,
        channel.address().orElse(null),
        channel.maxCharacters().orElse(network.maxCharacters()),
        besidePictures.isPresent() ? besidePictures.getAsInt() : null,
        network.counting().label(),
        channel.trouble,
        leftAloneUntil.orElse(null),
        channel.accessUntil().orElse(null),
        channel.isUpdatable(network.updates()),
        null,
        channel.connectedAt);
  }

  /** The same with who sees its posts, where that has been chosen. */
  ChannelView seenBy(Optional<String> chosen) {
    return new ChannelView(
        id,
        network,
        name,
        address,
        maxCharacters,
        maxCharactersWithPictures,
        counting,
        trouble,
        leftAloneUntil,
        accessUntil,
        updates,
        chosen.orElse(null),
        connectedAt);
  }
}
