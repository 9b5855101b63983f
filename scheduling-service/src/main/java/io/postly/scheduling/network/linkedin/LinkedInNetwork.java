package io.postly.scheduling.network.linkedin;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.PictureLimits;
import io.postly.scheduling.network.PictureSending;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SharedServer;
import io.postly.scheduling.network.SignIn;
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

  /**
   * As large as LinkedIn's own pages take them (linkedin.com/help), since the API tells no limit,
   * and of fewer than 36,152,320 pixels ("Images API"). Whether LinkedIn heeds the orientation that
   * a file asks for is said nowhere. It would take 20 of them ("MultiImage API"); a draft has four.
   */
  private static final PictureLimits PICTURES =
      new PictureLimits(
          4,
          5_000_000,
          List.of("image/jpeg", "image/png"),
          OptionalInt.of(4086),
          OptionalInt.empty(),
          OptionalInt.empty(),
          new PictureLimits.Shape(
              OptionalInt.of(36_152_319), OptionalInt.empty(), OptionalInt.empty(), true));

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final LinkedInApi api;
  private final LinkedInSignIn signIn;
  private final LinkedInUploads uploads;
  private final CredentialReader<LinkedInCredentials> accounts;
  private final Clock clock;

  LinkedInNetwork(
      LinkedInApi api, LinkedInSignIn signIn, LinkedInUploads uploads, JsonHttp http, Clock clock) {
    this.api = api;
    this.signIn = signIn;
    this.uploads = uploads;
    this.accounts = new CredentialReader<>(http, LinkedInCredentials.class);
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
    return Optional.of(SharedServer.ofAll(NAME));
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
          List<LinkedInImage> images = uploads.upload(account, post.pictures(), sendBefore);
          return LinkedInVerdict.of(
              api.post(account, post.text(), images, sendBefore), api::json, clock.instant());
        });
  }

  @Override
  public UpdateSupport updates() {
    return UpdateSupport.BY_REFERENCE;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    String urn = reference.orElseThrow();
    return accounts.deliver(
        post,
        credentials,
        account ->
            LinkedInVerdict.ofEdit(
                api.edit(account, urn, post.text(), sendBefore), urn, api::json, clock.instant()));
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    return HttpVerdict.ofRemoval(
        api.delete(accounts.read(credentials), reference), LinkedInNetwork::removal);
  }

  private static Removal removal(HttpAnswer.Answered answer) {
    if (answer.isAccepted() || answer.status() == NOT_FOUND) {
      return new Removal.Removed();
    }
    return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN
        ? new Removal.Refused(Delivery.CREDENTIALS_REFUSED)
        : HttpVerdict.notRemoved(answer);
  }
}
