package io.postly.scheduling.network.discord;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
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
import java.util.Optional;

/**
 * Posts to Discord channels through incoming webhooks. A webhook can read a message by its number
 * alone, and not look for one: an outcome that is lost is for a person to settle.
 */
@ApplicationScoped
class DiscordNetwork implements Network {

  static final String NAME = "discord";

  /** In code points, as Discord counts them. */
  static final int MAX_CHARACTERS = 2000;

  /** A webhook takes five messages in two seconds, and 30 a minute. */
  private static final SendingPace PACE = new SendingPace(5, Duration.ofMillis(2400));

  /** Discord takes 50 requests a second from one address. */
  private static final SendingPace SERVER_PACE = new SendingPace(25, Duration.ofMillis(40));

  /** What text, descriptions and what stands between files need at most of a message. */
  private static final int REST_OF_MESSAGE = 64 * 1024;

  /**
   * A webhook takes files of 10 MB, descriptions of 1,024 characters, and messages of 25 MiB in
   * all.
   */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(8 * 1024 * 1024)
          .altTextUpTo(1024)
          .inAllUpTo(25 * 1024 * 1024 - REST_OF_MESSAGE);

  /** The reason of what only the webhook that posted a message could do. */
  private static final String ANOTHER_WEBHOOK = "posted_by_another_webhook";

  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNKNOWN_MESSAGE = 10_008;

  private final DiscordApi api;
  private final DiscordConnecting connecting;
  private final PictureFiles files;
  private final CredentialReader<DiscordCredentials> accounts;
  private final Clock clock;

  DiscordNetwork(
      DiscordApi api,
      DiscordConnecting connecting,
      PictureFiles files,
      JsonHttp http,
      Clock clock) {
    this.api = api;
    this.connecting = connecting;
    this.files = files;
    this.accounts = new CredentialReader<>(http, DiscordCredentials.class);
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
    return Optional.of(SharedServer.ofAll(NAME).paced(SERVER_PACE));
  }

  @Override
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return connecting.connect(NewAccount.require(account, DiscordWebhook.class, NAME));
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    return accounts.deliver(
        post,
        credentials,
        account ->
            DiscordVerdict.of(
                api.send(account, post, files.readAll(post), sendBefore),
                account,
                api::json,
                clock.instant()));
  }

  @Override
  public UpdateSupport updates() {
    return UpdateSupport.BY_REFERENCE;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    DiscordMessageId id = DiscordMessageId.parse(reference.orElseThrow());
    return accounts.deliver(
        post,
        credentials,
        account ->
            id.webhook().equals(account.webhookId())
                ? update(account, id, post, sendBefore)
                : Delivery.NotDelivered.unasked(ANOTHER_WEBHOOK));
  }

  private Delivery update(
      DiscordCredentials account, DiscordMessageId id, Post post, Instant sendBefore) {
    HttpAnswer answer = api.edit(account, id.message(), post, sendBefore);
    return answer instanceof HttpAnswer.Answered answered && isUnknownMessage(answered)
        ? Delivery.NotDelivered.ofPost(Delivery.POST_GONE)
        : DiscordVerdict.ofEdit(answer, account, api::json, clock.instant());
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    DiscordMessageId id = DiscordMessageId.parse(reference);
    DiscordCredentials account = accounts.read(credentials);
    if (!id.webhook().equals(account.webhookId())) {
      return new Removal.Refused(ANOTHER_WEBHOOK);
    }
    return HttpVerdict.ofRemoval(api.delete(account, id.message()), this::removal);
  }

  /** Where the webhook itself is gone, its messages still stand. */
  private Removal removal(HttpAnswer.Answered answer) {
    if (answer.isAccepted() || isUnknownMessage(answer)) {
      return new Removal.Removed();
    }
    return answer.status() / 100 == 4 && answer.status() != TOO_MANY_REQUESTS
        ? new Removal.Refused(Delivery.CREDENTIALS_REFUSED)
        : new Removal.NotNow(
            HttpVerdict.reason(answer), DiscordVerdict.wait(answer, api.json(answer)));
  }

  private boolean isUnknownMessage(HttpAnswer.Answered answer) {
    return answer.status() == NOT_FOUND && api.json(answer).path("code").asInt() == UNKNOWN_MESSAGE;
  }
}
