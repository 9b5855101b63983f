package io.postly.scheduling.network.discord;

import io.postly.action.outgoing.HttpAddress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Discord channel keeps, encrypted.
 *
 * @param server the server's origin
 * @param guildId the Discord server that the webhook is of, or null if Discord does not say
 */
@RegisterForReflection
record DiscordCredentials(String server, String webhookId, String token, String guildId) {

  private static final Set<String> SERVERS =
      Set.of("https://discord.com", "https://discordapp.com");
  private static final Pattern PATH =
      Pattern.compile("/api(?:/v[0-9]{1,2})?/webhooks/([0-9]{1,20})/([A-Za-z0-9_-]{1,200})/?");

  /**
   * Reads the URL of a webhook.
   *
   * @param isOpen whether it may be at any server, and do without encryption
   * @throws IllegalArgumentException with a message for whoever gave it
   */
  static DiscordCredentials parse(String url, boolean isOpen) {
    HttpAddress address = HttpAddress.parse(url.strip());
    String origin = address.origin().toLowerCase(Locale.ROOT);
    Matcher path = PATH.matcher(address.target());
    if (!(isOpen || SERVERS.contains(origin)) || !path.matches()) {
      throw new IllegalArgumentException(
          "must be a webhook's URL as Discord gives it:"
              + " https://discord.com/api/webhooks/<id>/<token>");
    }
    return new DiscordCredentials(origin, path.group(1), path.group(2), null);
  }

  DiscordCredentials in(Optional<String> guild) {
    return new DiscordCredentials(server, webhookId, token, guild.orElse(null));
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "webhook " + webhookId;
  }
}
