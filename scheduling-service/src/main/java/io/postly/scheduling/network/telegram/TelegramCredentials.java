package io.postly.scheduling.network.telegram;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a Telegram channel keeps, encrypted.
 *
 * @param chatId the chat's number, which stays when its name changes
 */
@RegisterForReflection
record TelegramCredentials(String botToken, long chatId) {

  /** The bot's number, which everybody may know: what its token begins with. */
  String bot() {
    return botToken.substring(0, botToken.indexOf(':'));
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "chat " + chatId;
  }
}
