package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.PictureLimits;
import io.postly.scheduling.network.PictureSending;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SharedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.ThreadLimit;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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

  /**
   * Mastodon takes 7,500 requests in five minutes from one address; a server may be a small one.
   */
  private static final SendingPace SERVER_PACE = new SendingPace(100, Duration.ofMillis(100));

  /**
   * Servers take 8 MB and more, alt texts of 1,500 characters, and 4096 × 4096 pixels; newer ones
   * take more of these.
   */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(8 * 1024 * 1024)
          .altTextUpTo(1500)
          .shaped(
              new PictureLimits.Shape(
                  OptionalInt.of(16_777_216), OptionalInt.empty(), OptionalInt.empty(), false));

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final MastodonApi api;
  private final MastodonConnecting connecting;
  private final MastodonSignIn signIn;
  private final MastodonReading reading;
  private final MastodonUploads uploads;
  private final CredentialReader<MastodonCredentials> accounts;
  private final Clock clock;

  MastodonNetwork(
      MastodonApi api,
      MastodonConnecting connecting,
      MastodonSignIn signIn,
      MastodonReading reading,
      MastodonUploads uploads,
      JsonHttp http,
      Clock clock) {
    this.api = api;
    this.connecting = connecting;
    this.signIn = signIn;
    this.reading = reading;
    this.uploads = uploads;
    this.accounts = new CredentialReader<>(http, MastodonCredentials.class);
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
  public Optional<SharedServer> server() {
    return Optional.of(
        SharedServer.at(credentials -> accounts.read(credentials).server()).paced(SERVER_PACE));
  }

  @Override
  public PictureSending pictureSending() {
    return PictureSending.ONE_BY_ONE;
  }

  @Override
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public ThreadLimit thread() {
    return ThreadLimit.REPLIES;
  }

  @Override
  public boolean takesContentWarnings() {
    return true;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return connecting.connect(NewAccount.require(account, MastodonAccount.class, NAME));
  }

  @Override
  public Optional<String> visibility(Optional<String> credentials) {
    return Optional.ofNullable(accounts.read(credentials).visibility());
  }

  @Override
  public String succeeding(String credentials, String former) {
    return accounts.write(
        accounts.read(Optional.of(credentials)).after(accounts.read(Optional.of(former))));
  }

  @Override
  public Optional<SignIn> signIn() {
    return Optional.of(signIn);
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    return accounts.deliver(
        post,
        credentials,
        account -> {
          List<String> mediaIds = uploads.upload(account, post.pictures(), sendBefore);
          return MastodonVerdict.of(
              api.post(account, post, mediaIds, sendBefore),
              post.follows().isPresent(),
              api::json,
              clock.instant());
        });
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    return reading.read(post, accounts.read(credentials), clock.instant());
  }

  @Override
  public boolean tellsEngagement() {
    return true;
  }

  @Override
  public EngagementReading engagement(String reference, Optional<String> credentials) {
    if (!(api.post(accounts.read(credentials), reference)
        instanceof HttpAnswer.Answered answered)) {
      return new EngagementReading.Untold();
    }
    if (isGone(answered)) {
      return new EngagementReading.Gone();
    }
    JsonNode status = api.json(answered);
    return answered.isAccepted() && MastodonStatus.of(status).isPresent()
        ? new EngagementReading.Counted(engagement(status))
        : new EngagementReading.Untold(MastodonVerdict.wait(answered, clock.instant()));
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
  public UpdateSupport updates() {
    return UpdateSupport.BY_REFERENCE;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    String id = reference.orElseThrow();
    return accounts.deliver(
        post,
        credentials,
        account ->
            MastodonVerdict.ofEdit(
                api.edit(account, id, post, standing(account, id), sendBefore),
                api::json,
                clock.instant(),
                () -> notChanged(account, id)));
  }

  /** Why a post could not be changed that stood just before: only if it stands is it the server. */
  private Delivery.NotDelivered notChanged(MastodonCredentials account, String id) {
    try {
      standing(account, id);
      return Delivery.NotDelivered.ofPost(Delivery.NOT_EDITABLE);
    } catch (NotUploadedException e) {
      return e.outcome();
    }
  }

  /** The post as it stands; without it, nothing is changed. */
  private JsonNode standing(MastodonCredentials account, String id) throws NotUploadedException {
    JsonNode status =
        api.json(
            HttpVerdict.ofUpload(
                api.post(account, id),
                refused -> MastodonVerdict.ofUnread(refused, api.json(refused), clock.instant())));
    if (MastodonStatus.of(status).isEmpty()) {
      throw NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE);
    }
    return status;
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return HttpVerdict.ofRemoval(api.delete(accounts.read(credentials), reference), this::removal);
  }

  private Removal removal(HttpAnswer.Answered answer) {
    if (answer.isAccepted() || isGone(answer)) {
      return new Removal.Removed();
    }
    return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN
        ? new Removal.Refused(Delivery.CREDENTIALS_REFUSED)
        : new Removal.NotNow(
            HttpVerdict.reason(answer), MastodonVerdict.wait(answer, clock.instant()));
  }

  private static boolean isGone(HttpAnswer.Answered answer) {
    return answer.status() == NOT_FOUND || answer.status() == GONE;
  }
}
