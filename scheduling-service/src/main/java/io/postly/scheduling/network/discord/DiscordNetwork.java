package io.postly.scheduling.network.discord;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Connection;
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
import io.postly.scheduling.network.http.JsonHttp;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

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

  /** A webhook takes files of 10 MB, and descriptions of 1,024 characters. */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(8 * 1024 * 1024).altTextUpTo(1024);

  private static final Logger LOG = Logger.getLogger(DiscordNetwork.class);

  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNKNOWN_MESSAGE = 10_008;

  private final DiscordApi api;
  private final DiscordConnecting connecting;
  private final PictureFiles files;
  private final JsonHttp http;
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
    this.http = http;
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
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return connecting.connect(NewAccount.require(account, DiscordWebhook.class, NAME));
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    DiscordCredentials account;
    try {
      account = read(credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    try {
      List<Buffer> contents = new ArrayList<>();
      for (Picture picture : post.pictures()) {
        contents.add(files.read(picture));
      }
      HttpAnswer answer = api.send(account, post, contents, sendBefore);
      return DiscordVerdict.of(answer, account, api::json, clock.instant());
    } catch (NotUploadedException e) {
      return e.outcome();
    }
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    DiscordMessageId id = DiscordMessageId.parse(reference);
    DiscordCredentials account = read(credentials);
    if (!id.webhook().equals(account.webhookId())) {
      return new Removal.Refused("posted_by_another_webhook");
    }
    return switch (api.delete(account, id.message())) {
      case HttpAnswer.Answered answered -> removal(answered);
      case HttpAnswer.NotSent failure -> new Removal.NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Removal.NotNow(silence.reason());
    };
  }

  /** Where the webhook itself is gone, its messages still stand. */
  private Removal removal(HttpAnswer.Answered answer) {
    if (answer.isAccepted() || isUnknownMessage(answer)) {
      return new Removal.Removed();
    }
    return answer.status() / 100 == 4 && answer.status() != TOO_MANY_REQUESTS
        ? new Removal.Refused(Delivery.CREDENTIALS_REFUSED)
        : new Removal.NotNow(HttpVerdict.reason(answer));
  }

  private boolean isUnknownMessage(HttpAnswer.Answered answer) {
    return answer.status() == NOT_FOUND && api.json(answer).path("code").asInt() == UNKNOWN_MESSAGE;
  }

  private DiscordCredentials read(Optional<String> credentials) {
    return http.read(credentials.orElseThrow(), DiscordCredentials.class);
  }
}
