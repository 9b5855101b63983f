package io.postly.scheduling.network.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.http.HttpAnswer;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Posts to Telegram chats as a bot. Bots cannot read what they have sent: an outcome that is lost
 * is for a person to settle.
 */
@ApplicationScoped
class TelegramNetwork implements Network {

  static final String NAME = "telegram";

  /** In code points, as Telegram counts them. */
  static final int MAX_CHARACTERS = 4096;

  /** A group takes 20 messages a minute of a bot. */
  private static final SendingPace PACE = new SendingPace(5, Duration.ofSeconds(4));

  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  private final TelegramApi api;
  private final TelegramConnecting connecting;
  private final CredentialReader<TelegramCredentials> accounts;
  private final Clock clock;

  TelegramNetwork(TelegramApi api, TelegramConnecting connecting, JsonHttp http, Clock clock) {
    this.api = api;
    this.connecting = connecting;
    this.accounts = new CredentialReader<>(http, TelegramCredentials.class);
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxCharacters() {
    return MAX_CHARACTERS;
  }

  @Override
  public Optional<SendingPace> pace() {
    return Optional.of(PACE);
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return connecting.connect(NewAccount.require(account, TelegramAccount.class, NAME));
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    return accounts.deliver(
        post,
        credentials,
        account ->
            TelegramVerdict.of(
                api.send(account, post.text(), sendBefore), api::json, clock.instant()));
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  /** Telegram deletes messages of the last 48 hours. */
  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return HttpVerdict.ofRemoval(
        api.delete(accounts.read(credentials), TelegramMessageId.parse(reference)), this::removal);
  }

  private Removal removal(HttpAnswer.Answered answer) {
    JsonNode json = api.json(answer);
    if (answer.isAccepted() && json.path("ok").asBoolean()) {
      return new Removal.Removed();
    }
    if (answer.status() == BAD_REQUEST) {
      return json.path("description").asText().contains("message to delete not found")
          ? new Removal.Removed()
          : new Removal.Refused("not_deletable");
    }
    return answer.status() / 100 == 4 && answer.status() != TOO_MANY_REQUESTS
        ? new Removal.Refused(Delivery.CREDENTIALS_REFUSED)
        : new Removal.NotNow(HttpVerdict.reason(answer));
  }
}
