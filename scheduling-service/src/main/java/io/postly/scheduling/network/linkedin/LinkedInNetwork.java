package io.postly.scheduling.network.linkedin;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.HttpAnswer;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Posts in the name of members of LinkedIn. LinkedIn lets apps read a member's posts only after a
 * review of its own: an outcome that is lost is for a person to settle.
 */
@ApplicationScoped
class LinkedInNetwork implements Network {

  static final String NAME = "linkedin";

  /** In code points. */
  static final int MAX_CHARACTERS = 3000;

  /** LinkedIn takes 150 requests a day for a member. */
  private static final SendingPace PACE = new SendingPace(5, Duration.ofMinutes(12));

  private static final Logger LOG = Logger.getLogger(LinkedInNetwork.class);

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final LinkedInApi api;
  private final LinkedInSignIn signIn;
  private final JsonHttp http;
  private final Clock clock;

  LinkedInNetwork(LinkedInApi api, LinkedInSignIn signIn, JsonHttp http, Clock clock) {
    this.api = api;
    this.signIn = signIn;
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
  public Connection connect(Optional<NewAccount> account) {
    throw SignIn.isTheOnlyWay();
  }

  @Override
  public Optional<SignIn> signIn() {
    return Optional.of(signIn);
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    LinkedInCredentials account;
    try {
      account = read(credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    return LinkedInVerdict.of(api.post(account, post.text(), sendBefore), clock.instant());
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return switch (api.delete(read(credentials), reference)) {
      case HttpAnswer.Answered done when done.isAccepted() || done.status() == NOT_FOUND ->
          new Removal.Removed();
      case HttpAnswer.Answered refused
          when refused.status() == UNAUTHORIZED || refused.status() == FORBIDDEN ->
          new Removal.Refused(Delivery.CREDENTIALS_REFUSED);
      case HttpAnswer.Answered other -> new Removal.NotNow(HttpVerdict.reason(other));
      case HttpAnswer.NotSent failure -> new Removal.NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Removal.NotNow(silence.reason());
    };
  }

  private LinkedInCredentials read(Optional<String> credentials) {
    return http.read(credentials.orElseThrow(), LinkedInCredentials.class);
  }
}
