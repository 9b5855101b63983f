package io.postly.scheduling.network.x;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.PictureLimits;
import io.postly.scheduling.network.PictureSending;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SharedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.ThreadLimit;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Posts to accounts on X, and looks for a post whose outcome is lost. */
@ApplicationScoped
class XNetwork implements Network {

  static final String NAME = "x";

  /** As {@link CharacterCount#WEIGHTED} counts them. */
  static final int MAX_CHARACTERS = 280;

  /** X takes 300 posts in three hours of an account, and 100 in a quarter of an hour. */
  private static final SendingPace PACE = new SendingPace(10, Duration.ofSeconds(40));

  /** X takes 10,000 posts in 24 hours of an application. */
  private static final SendingPace SERVER_PACE = new SendingPace(7000, Duration.ofMillis(43_200));

  /**
   * docs.x.com, "Media best practices" and "Create media metadata". Whether X heeds the orientation
   * that a file asks for is said nowhere.
   */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(5_000_000).altTextUpTo(1000).shaped(PictureLimits.Shape.UPRIGHT);

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final XApi api;
  private final XSignIn signIn;
  private final XReading reading;
  private final XUploads uploads;
  private final CredentialReader<XCredentials> accounts;
  private final Clock clock;

  XNetwork(
      XApi api, XSignIn signIn, XReading reading, XUploads uploads, JsonHttp http, Clock clock) {
    this.api = api;
    this.signIn = signIn;
    this.reading = reading;
    this.uploads = uploads;
    this.accounts = new CredentialReader<>(http, XCredentials.class);
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
    return CharacterCount.WEIGHTED;
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
  public PictureSending pictureSending() {
    return PictureSending.ONE_BY_ONE;
  }

  @Override
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public boolean mayUpload(Optional<String> credentials) {
    return accounts.read(credentials).uploads();
  }

  @Override
  public ThreadLimit thread() {
    return ThreadLimit.REPLIES;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    throw SignIn.isTheOnlyWay();
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
          return XVerdict.of(
              api.post(account, post, mediaIds, sendBefore), account, api::json, clock.instant());
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
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return HttpVerdict.ofRemoval(api.delete(accounts.read(credentials), reference), this::removal);
  }

  /** An access token that has just ended is renewed before the next attempt. */
  private Removal removal(HttpAnswer.Answered answer) {
    boolean isGone =
        answer.status() == NOT_FOUND
            || (answer.isAccepted() && api.json(answer).path("data").path("deleted").asBoolean());
    if (isGone) {
      return new Removal.Removed();
    }
    return switch (answer.status()) {
      case UNAUTHORIZED -> new Removal.NotNow(Delivery.CREDENTIALS_REFUSED);
      case FORBIDDEN -> new Removal.Refused("not_deletable");
      default ->
          new Removal.NotNow(HttpVerdict.reason(answer), XVerdict.wait(answer, clock.instant()));
    };
  }
}
