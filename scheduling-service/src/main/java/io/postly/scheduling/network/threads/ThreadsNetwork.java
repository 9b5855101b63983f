package io.postly.scheduling.network.threads;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.NewAccount;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.HttpAnswer;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Posts to profiles on Threads, and reads them back. */
@ApplicationScoped
class ThreadsNetwork implements Network {

  static final String NAME = "threads";

  /** In code points, of which emoji count more, see {@link #objection}. */
  static final int MAX_CHARACTERS = 500;

  /** Threads publishes 250 posts in 24 hours of a profile. */
  private static final SendingPace PACE = new SendingPace(10, Duration.ofMinutes(6));

  private static final Pattern EMOJI =
      Pattern.compile("(?:\\p{IsEmoji_Presentation}|\\p{IsEmoji}\\x{FE0F})");

  private static final Logger LOG = Logger.getLogger(ThreadsNetwork.class);

  private final ThreadsApi api;
  private final ThreadsSignIn signIn;
  private final ThreadsPublishing publishing;
  private final ThreadsReading reading;
  private final JsonHttp http;

  ThreadsNetwork(
      ThreadsApi api,
      ThreadsSignIn signIn,
      ThreadsPublishing publishing,
      ThreadsReading reading,
      JsonHttp http) {
    this.api = api;
    this.signIn = signIn;
    this.publishing = publishing;
    this.reading = reading;
    this.http = http;
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
    ThreadsCredentials account;
    try {
      account = read(credentials);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    return publishing.publish(account, post.text(), sendBefore);
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
    return reading.engagement(reference, read(credentials));
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    ThreadsCredentials account = read(credentials);
    return switch (api.delete(account, reference)) {
      case HttpAnswer.Answered done
          when done.isAccepted() && api.json(done).path("success").asBoolean() ->
          new Removal.Removed();
      case HttpAnswer.Answered other -> removal(account, reference, other);
      case HttpAnswer.NotSent failure -> new Removal.NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Removal.NotNow(silence.reason());
    };
  }

  /** What cannot be read with the profile's own token either is gone. */
  private Removal removal(
      ThreadsCredentials account, String reference, HttpAnswer.Answered answer) {
    ThreadsError error = ThreadsError.of(api.json(answer));
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
    return new Removal.NotNow(HttpVerdict.reason(answer));
  }

  private ThreadsCredentials read(Optional<String> credentials) {
    return http.read(credentials.orElseThrow(), ThreadsCredentials.class);
  }
}
