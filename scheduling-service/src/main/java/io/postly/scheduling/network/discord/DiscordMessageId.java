package io.postly.scheduling.network.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Discord knows a message by, and the webhook that posted it: no other can delete it. */
record DiscordMessageId(String webhook, String message) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,20})/([0-9]{1,20})");
  private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{1,20}");

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException if it is none
   */
  static DiscordMessageId parse(String reference) {
    Matcher parts = FORM.matcher(reference);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No message of Discord: " + reference);
    }
    return new DiscordMessageId(parts.group(1), parts.group(2));
  }

  /** One of Discord's identifiers; empty if it is none. */
  static Optional<String> snowflake(JsonNode json) {
    return Optional.of(json.asText()).filter(text -> SNOWFLAKE.matcher(text).matches());
  }

  String reference() {
    return webhook + "/" + message;
  }
}
