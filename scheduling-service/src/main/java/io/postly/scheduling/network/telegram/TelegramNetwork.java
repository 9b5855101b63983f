package io.postly.scheduling.network.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.PictureLimits;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SharedServer;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

  /** A bot may send 30 messages a second. */
  private static final SendingPace SERVER_PACE = new SendingPace(20, Duration.ofMillis(50));

  /**
   * One, of at most 10 MB: several would be several messages. There are no alt texts; what stands
   * below a picture is bounded in its own way. The shape is that of {@code sendPhoto}.
   */
  private static final PictureLimits PICTURES =
      new PictureLimits(
          1,
          8 * 1024 * 1024,
          List.of("image/jpeg", "image/png"),
          OptionalInt.empty(),
          OptionalInt.of(1024),
          OptionalInt.empty(),
          new PictureLimits.Shape(
              OptionalInt.empty(), OptionalInt.of(10_000), OptionalInt.of(20), false));

  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  private final TelegramApi api;
  private final TelegramConnecting connecting;
  private final PictureFiles files;
  private final CredentialReader<TelegramCredentials> accounts;
  private final Clock clock;

  TelegramNetwork(
      TelegramApi api,
      TelegramConnecting connecting,
      PictureFiles files,
      JsonHttp http,
      Clock clock) {
    this.api = api;
    this.connecting = connecting;
    this.files = files;
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
  public Optional<SharedServer> server() {
    return Optional.of(
        SharedServer.named(credentials -> accounts.read(credentials).bot()).paced(SERVER_PACE));
  }

  @Override
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
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
        account -> TelegramVerdict.of(send(account, post, sendBefore), api::json, clock.instant()));
  }

  private HttpAnswer send(TelegramCredentials account, Post post, Instant sendBefore)
      throws NotUploadedException {
    if (post.pictures().isEmpty()) {
      return api.send(account, post.text(), sendBefore);
    }
    Picture picture = post.pictures().getFirst();
    return api.sendPhoto(account, post.text(), picture, files.read(picture), sendBefore);
  }

  @Override
  public UpdateSupport updates() {
    return UpdateSupport.BY_REFERENCE;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    TelegramMessageId message = TelegramMessageId.parse(reference.orElseThrow());
    return accounts.deliver(
        post,
        credentials,
        account ->
            TelegramVerdict.ofEdit(
                api.edit(account, message, post.text(), !post.pictures().isEmpty(), sendBefore),
                message,
                api::json,
                clock.instant()));
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
        : new Removal.NotNow(HttpVerdict.reason(answer), TelegramVerdict.wait(answer, json));
  }
}
