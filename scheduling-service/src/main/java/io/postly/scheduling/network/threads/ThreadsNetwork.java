package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.CredentialReader;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.EngagementReading;
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
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.picture.PictureAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Posts to profiles on Threads, and reads them back. */
@ApplicationScoped
class ThreadsNetwork implements Network {

  static final String NAME = "threads";

  /** In code points, of which emoji count more, see {@link #objection}. */
  static final int MAX_CHARACTERS = 500;

  /** Threads publishes 250 posts in 24 hours of a profile. */
  private static final SendingPace PACE = new SendingPace(10, Duration.ofMinutes(6));

  /**
   * developers.facebook.com, "Threads Posts", "Media Specifications". Threads fits the width
   * itself, and would take 20 pictures; a draft has four. It names no limit of alt texts; as long
   * ones as these are known to be taken. Whether it heeds the orientation that a file asks for is
   * said nowhere.
   */
  private static final PictureLimits PICTURES =
      new PictureLimits(
          4,
          8_000_000,
          List.of("image/jpeg", "image/png"),
          OptionalInt.of(1000),
          OptionalInt.empty(),
          OptionalInt.empty(),
          new PictureLimits.Shape(
              OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(10), true));

  private static final Pattern EMOJI =
      Pattern.compile("(?:\\p{IsEmoji_Presentation}|\\p{IsEmoji}\\x{FE0F})");

  private final ThreadsApi api;
  private final ThreadsSignIn signIn;
  private final ThreadsPublishing publishing;
  private final ThreadsReading reading;
  private final PictureAddresses addresses;
  private final CredentialReader<ThreadsCredentials> accounts;

  ThreadsNetwork(
      ThreadsApi api,
      ThreadsSignIn signIn,
      ThreadsPublishing publishing,
      ThreadsReading reading,
      PictureAddresses addresses,
      JsonHttp http) {
    this.api = api;
    this.signIn = signIn;
    this.publishing = publishing;
    this.reading = reading;
    this.addresses = addresses;
    this.accounts = new CredentialReader<>(http, ThreadsCredentials.class);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxCharacters() {
    return MAX_CHARACTERS;
  }

  /** Threads counts an emoji by the bytes of its UTF-8 form. */
  @Override
  public Optional<String> objection(String text) {
    int more =
        EMOJI
            .matcher(text)
            .results()
            .mapToInt(
                emoji ->
                    emoji.group().getBytes(StandardCharsets.UTF_8).length
                        - emoji.group().codePointCount(0, emoji.group().length()))
            .sum();
    return text.codePointCount(0, text.length()) + more > MAX_CHARACTERS
        ? Optional.of(
            "is longer than 500 characters for Threads, which counts an emoji as four or more")
        : Optional.empty();
  }

  @Override
  public Optional<SendingPace> pace() {
    return Optional.of(PACE);
  }

  /** Only where Threads can fetch them. */
  @Override
  public Optional<PictureLimits> pictures() {
    return addresses.areReachable() ? Optional.of(PICTURES) : Optional.empty();
  }

  @Override
  public PictureSending pictureSending() {
    return PictureSending.FETCHED;
  }

  @Override
  public Optional<SharedServer> server() {
    return Optional.of(SharedServer.ofAll(NAME));
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
        post, credentials, account -> publishing.publish(account, post, sendBefore));
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    return reading.read(post, accounts.read(credentials));
  }

  @Override
  public boolean tellsEngagement() {
    return true;
  }

  @Override
  public EngagementReading engagement(String reference, Optional<String> credentials) {
    return reading.engagement(reference, accounts.read(credentials));
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    ThreadsCredentials account = accounts.read(credentials);
    return HttpVerdict.ofRemoval(
        api.delete(account, reference), answer -> removal(account, reference, answer));
  }

  /** What cannot be read with the profile's own token either is gone. */
  private Removal removal(
      ThreadsCredentials account, String reference, HttpAnswer.Answered answer) {
    JsonNode json = api.json(answer);
    if (answer.isAccepted() && json.path("success").asBoolean()) {
      return new Removal.Removed();
    }
    ThreadsError error = ThreadsError.of(json);
    if (error.isOfTheToken()) {
      return new Removal.Refused(Delivery.CREDENTIALS_REFUSED);
    }
    if (error.isOfAMissingObject()) {
      return api.read(account, reference) instanceof HttpAnswer.Answered read
              && !read.isAccepted()
              && ThreadsError.of(api.json(read)).isOfAMissingObject()
          ? new Removal.Removed()
          : new Removal.Refused("not_deletable");
    }
    return HttpVerdict.notRemoved(answer);
  }
}
