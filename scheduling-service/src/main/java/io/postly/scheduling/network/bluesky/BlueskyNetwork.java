package io.postly.scheduling.network.bluesky;

import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.EngagementReading;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Posts to Bluesky, or to any other server of the AT Protocol, as an account whose owner has let
 * Postly in by OAuth, or with an app password. The key of a post's record follows from the
 * publication: a post cannot stand twice, and can be looked up.
 */
@ApplicationScoped
class BlueskyNetwork implements Network {

  static final String NAME = "bluesky";

  static final int MAX_CHARACTERS = 300;

  /**
   * Of the 1,666 posts an hour that an account's points allow, with room for what people post
   * themselves.
   */
  private static final SendingPace PACE = new SendingPace(20, Duration.ofSeconds(3));

  /**
   * Of the 3,000 requests in five minutes that a server of Bluesky takes from one address: a post
   * is one, and one more for each picture; some are for tokens and reading.
   */
  private static final SendingPace SERVER_PACE = new SendingPace(100, Duration.ofMillis(200));

  static final int MAX_BYTES = 3000;

  /**
   * As the lexicon {@code app.bsky.embed.images} has it. Bluesky's own server of pictures drops the
   * orientation that a file asks for, and shows the pixels as they stand.
   */
  private static final PictureLimits PICTURES =
      PictureLimits.upTo(1_000_000).shaped(PictureLimits.Shape.UPRIGHT);

  private static final Logger LOG = Logger.getLogger(BlueskyNetwork.class);

  /** How long may be spent on what is not due at any moment, before its last request begins. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connecting connecting;
  private final OAuthSignIn signIn;
  private final Posting posting;
  private final PostsOfAccount posts;
  private final JsonHttp http;
  private final Clock clock;

  BlueskyNetwork(
      Connecting connecting,
      OAuthSignIn signIn,
      Posting posting,
      PostsOfAccount posts,
      JsonHttp http,
      Clock clock) {
    this.connecting = connecting;
    this.signIn = signIn;
    this.posting = posting;
    this.posts = posts;
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
    return CharacterCount.GRAPHEMES;
  }

  @Override
  public Optional<String> objection(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            "has %d bytes in UTF-8; Bluesky takes at most %d".formatted(bytes, MAX_BYTES));
  }

  @Override
  public Optional<SendingPace> pace() {
    return Optional.of(PACE);
  }

  @Override
  public Optional<SharedServer> server() {
    return Optional.of(
        SharedServer.at(credentials -> read(credentials.orElseThrow()).knownServer())
            .paced(SERVER_PACE));
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
  public Connection connect(Optional<NewAccount> account) {
    return connecting.connect(NewAccount.require(account, BlueskyAccount.class, NAME));
  }

  @Override
  public Optional<SignIn> signIn() {
    return Optional.of(signIn);
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    if (counting().of(post.text()) > MAX_CHARACTERS || objection(post.text()).isPresent()) {
      return Delivery.NotDelivered.ofPost("text_too_long");
    }
    return read(credentials)
        .map(account -> posting.post(post, account, sendBefore))
        .orElseGet(() -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE));
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    return read(credentials)
        .map(account -> posts.find(account, RecordKey.of(post), untilLater()))
        .orElseGet(Reading.Unreadable::new);
  }

  @Override
  public boolean tellsEngagement() {
    return true;
  }

  @Override
  public EngagementReading engagement(String reference, Optional<String> credentials) {
    return read(credentials)
        .flatMap(
            account ->
                posts
                    .owned(account, reference)
                    .map(post -> posts.engagement(account, post, untilLater())))
        .orElseGet(EngagementReading.Untold::new);
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    Optional<BlueskyCredentials> account = read(credentials);
    if (account.isEmpty()) {
      return new Removal.Refused(Delivery.CREDENTIALS_UNUSABLE);
    }
    return posts
        .owned(account.get(), reference)
        .map(post -> posts.remove(account.get(), post, untilLater()))
        .orElseGet(() -> new Removal.Refused("not_of_this_account"));
  }

  private Instant untilLater() {
    return clock.instant().plus(PATIENCE);
  }

  private Optional<BlueskyCredentials> read(Optional<String> credentials) {
    try {
      return Optional.of(read(credentials.orElseThrow()));
    } catch (RuntimeException e) {
      LOG.errorf("The credentials of a channel cannot be read: %s", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private BlueskyCredentials read(String credentials) {
    return GrantedCredentials.of(credentials, http)
        .<BlueskyCredentials>map(Function.identity())
        .orElseGet(() -> http.read(credentials, PasswordCredentials.class));
  }
}
