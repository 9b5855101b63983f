package io.postly.scheduling.network.telegram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Telegram knows a message by: its number is unique in its chat only. */
record TelegramMessageId(long chat, long message) {

  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18})/([0-9]{1,18})");

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException if it is none
   */
  static TelegramMessageId parse(String reference) {
    Matcher parts = FORM.matcher(reference);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No message of Telegram: " + reference);
    }
    return new TelegramMessageId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  String reference() {
    return chat + "/" + message;
  }
}
