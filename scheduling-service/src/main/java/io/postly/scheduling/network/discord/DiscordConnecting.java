package io.postly.scheduling.network.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Asks Discord which channel a webhook posts to. */
@ApplicationScoped
class DiscordConnecting {

  private static final String URL = "discord.webhook_url";
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

  private final DiscordApi api;
  private final JsonHttp http;

  DiscordConnecting(DiscordApi api, JsonHttp http) {
    this.api = api;
    this.http = http;
  }

  Connection connect(DiscordWebhook given) {
    DiscordCredentials account = account(given.webhookUrl());
    JsonNode webhook = webhook(account);
    String channel = DiscordMessageId.snowflake(webhook.path("channel_id")).orElseThrow();
    Optional<String> guild = DiscordMessageId.snowflake(webhook.path("guild_id"));
    return new Connection(
        Optional.of(http.write(account.in(guild))),
        Optional.of(channel),
        Optional.of(
            guild
                .map(id -> "https://discord.com/channels/%s/%s".formatted(id, channel))
                .orElse("Discord channel " + channel)),
        OptionalInt.empty(),
        Optional.empty());
  }

  private DiscordCredentials account(String url) {
    try {
      DiscordCredentials account = DiscordCredentials.parse(url, http.allowsPrivateAddresses());
      http.objection(account.server())
          .ifPresent(
              objection -> {
                throw ProblemException.invalid(URL, objection);
              });
      return account;
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(URL, e.getMessage());
    }
  }

  private JsonNode webhook(DiscordCredentials account) {
    HttpAnswer answer = api.webhook(account);
    if (answer instanceof HttpAnswer.Answered answered) {
      if (REFUSALS.contains(answered.status())) {
        throw ConnectProblems.refused("Discord knows no such webhook.")
            .nextStep(
                "Copy the webhook's URL from the channel's settings under Integrations, then repeat"
                    + " the call.");
      }
      JsonNode webhook = api.json(answered);
      if (answered.isAccepted()
          && DiscordMessageId.snowflake(webhook.path("id")).equals(Optional.of(account.webhookId()))
          && DiscordMessageId.snowflake(webhook.path("channel_id")).isPresent()) {
        return webhook;
      }
    }
    throw ConnectProblems.unavailable(answer, "Discord");
  }
}
