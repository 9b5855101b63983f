package io.postly.scheduling.channel;

import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.UpdateSupport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A network as {@code list_networks} shows it. */
@RegisterForReflection
@Schema(name = "Network")
record NetworkView(
    @Schema(description = "Its name, as channels and variants use it.", required = true)
        String network,
    @Schema(
            description =
                "Whether accounts are connected by signing in at the network: offered; unavailable,"
                    + " where whoever runs Postly has not registered it there; or none, where"
                    + " connect_channel takes what it needs.",
            type = SchemaType.STRING,
            enumeration = {"offered", "unavailable", "none"},
            required = true)
        String signIn,
    @Schema(
            description = "Whether signing in needs the server that the account is on.",
            required = true)
        boolean needsServer,
    @Schema(
            description = "Whether signing in needs to be told which account it is.",
            required = true)
        boolean needsAccount,
    @Schema(
            description = "Whether signing in takes a visibility of the channel's posts.",
            required = true)
        boolean takesVisibility,
    @Schema(
            description =
                "Whether update_post can change posts there; of a webhook, where list_channels says so.",
            required = true)
        boolean updates) {

  static NetworkView of(Network network, SignInOffers offers) {
    return new NetworkView(
        network.name(),
        network
            .signIn()
            .map(way -> offers.isOffered(way) ? "offered" : "unavailable")
            .orElse("none"),
        network.signIn().map(SignIn::needsServer).orElse(false),
        network.signIn().map(SignIn::needsAccount).orElse(false),
        network.signIn().map(SignIn::takesVisibility).orElse(false),
        network.updates() != UpdateSupport.NONE);
  }
}
