package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.PictureLimits;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Posts to accounts on Mastodon servers, and reads them back. */
@ApplicationScoped
class MastodonNetwork implements Network {

  static final String NAME = "mastodon";

  /** Mastodon's own; servers may have another. */
  static final int MAX_CHARACTERS = 500;

  /**
   * Of the 300 requests in five minutes that a server usually allows an account; some are for
   * reading.
   */
  private static final SendingPace PACE = new SendingPace(20, Duration.ofMillis(1500));

  /** Servers take 8 MB and more, and alt texts of 1,500 characters. */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(8 * 1024 * 1024).altTextUpTo(1500);

  private static final Logger LOG = Logger.getLogger(MastodonNetwork.class);

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final MastodonApi api;
  private final MastodonConnecting connecting;
  private final MastodonReading reading;
  private final MastodonUploads uploads;
  private final JsonHttp http;
  private final Clock clock;

  MastodonNetwork(
      MastodonApi api,
      MastodonConnecting connecting,
      MastodonReading reading,
      MastodonUploads uploads,
      JsonHttp http,
      Clock clock) {
    this.api = api;
    this.connecting = connecting;
    this.reading = reading;
    this.uploads = uploads;
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
  public CharacterCount counting() {
    return CharacterCount.SHORT_LINKS;
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
    return connecting.connect(NewAccount.require(account, MastodonAccount.class, NAME));
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    MastodonCredentials account;
    try {
      account = read(credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    try {
      List<String> mediaIds = uploads.upload(account, post.pictures(), sendBefore);
      HttpAnswer answer = api.post(account, post, mediaIds, sendBefore);
      return MastodonVerdict.of(answer, api::json, clock.instant());
    } catch (NotUploadedException e) {
      return e.outcome();
    }
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    return reading.read(post, read(credentials));
  }

  @Override
  public boolean tellsEngagement() {
    return true;
  }

  @Override
  public EngagementReading engagement(String reference, Optional<String> credentials) {
    if (!(api.post(read(credentials), reference) instanceof HttpAnswer.Answered answered)) {
      return new EngagementReading.Untold();
    }
    if (isGone(answered)) {
      return new EngagementReading.Gone();
    }
    JsonNode status = api.json(answered);
    return answered.isAccepted() && MastodonStatus.of(status).isPresent()
        ? new EngagementReading.Counted(engagement(status))
        : new EngagementReading.Untold();
  }

  /** Quotations are counted since version 4.5. */
  private static Engagement engagement(JsonNode status) {
    OptionalLong reblogs = count(status, "reblogs_count");
    long quotes = count(status, "quotes_count").orElse(0);
    return new Engagement(
        count(status, "favourites_count"),
        reblogs.isPresent() ? OptionalLong.of(reblogs.getAsLong() + quotes) : reblogs,
        count(status, "replies_count"),
        OptionalLong.empty());
  }

  private static OptionalLong count(JsonNode status, String name) {
    JsonNode count = status.path(name);
    return count.canConvertToLong() && count.longValue() >= 0
        ? OptionalLong.of(count.longValue())
        : OptionalLong.empty();
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return switch (api.delete(read(credentials), reference)) {
      case HttpAnswer.Answered done when done.isAccepted() || isGone(done) -> new Removal.Removed();
      case HttpAnswer.Answered refused
          when refused.status() == UNAUTHORIZED || refused.status() == FORBIDDEN ->
          new Removal.Refused(Delivery.CREDENTIALS_REFUSED);
      case HttpAnswer.Answered other -> new Removal.NotNow(HttpVerdict.reason(other));
      case HttpAnswer.NotSent failure -> new Removal.NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Removal.NotNow(silence.reason());
    };
  }

  private static boolean isGone(HttpAnswer.Answered answer) {
    return answer.status() == NOT_FOUND || answer.status() == GONE;
  }

  private MastodonCredentials read(Optional<String> credentials) {
    return http.read(credentials.orElseThrow(), MastodonCredentials.class);
  }
}
