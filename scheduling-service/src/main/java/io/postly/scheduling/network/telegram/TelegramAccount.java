package io.postly.scheduling.network.telegram;

import io.postly.scheduling.network.NewAccount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A chat that a bot posts to.
 *
 * @param botToken as BotFather gives it
 * @param chat {@code @username} of a public channel or group, or the number of any chat
 */
@RegisterForReflection
public record TelegramAccount(
    @Schema(
            description =
                "The bot's token from @BotFather. The bot must be an administrator of a channel, or a member of a group.",
            required = true)
        @NotBlank(message = "is required")
        @Pattern(
            regexp = "([0-9]{1,20}:[A-Za-z0-9_-]{20,100})?",
            message = "must be a token as BotFather gives it")
        String botToken,
    @Schema(
            description =
                "The @username of a public channel or group, or the numeric id of any chat.",
            examples = "@postly_news",
            required = true)
        @NotBlank(message = "is required")
        @Pattern(
            regexp = "(@[A-Za-z][A-Za-z0-9_]{3,31}|-?[0-9]{1,19})?",
            message = "must be an @username or a numeric id")
        String chat)
    implements NewAccount {

  @Override
  public String network() {
    return TelegramNetwork.NAME;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a Telegram chat";
  }
}
