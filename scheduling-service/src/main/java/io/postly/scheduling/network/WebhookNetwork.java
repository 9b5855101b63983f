package io.postly.scheduling.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Posts to any receiver by HTTP, signed as Standard Webhooks defines it. */
@ApplicationScoped
class WebhookNetwork implements Network {

  static final String NAME = "webhook";
  static final int MAX_CHARACTERS = 10_000;

  /** They are a part of the one signed message, which receivers usually bound. */
  private static final PictureLimits PICTURES = PictureLimits.upTo(1_000_000);

  private static final Logger LOG = Logger.getLogger(WebhookNetwork.class);

  private final ObjectMapper mapper;
  private final Clock clock;
  private final SignedWebhooks webhooks;
  private final PictureFiles files;

  WebhookNetwork(ObjectMapper mapper, Clock clock, SignedWebhooks webhooks, PictureFiles files) {
    this.mapper = mapper;
    this.clock = clock;
    this.webhooks = webhooks;
    this.files = files;
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
  public Optional<PictureLimits> pictures() {
    return Optional.of(PICTURES);
  }

  @Override
  public ThreadLimit thread() {
    return ThreadLimit.IN_ONE_MESSAGE;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    WebhookTarget target = NewAccount.require(account, WebhookTarget.class, NAME);
    List<Violation> violations = new ArrayList<>();
    webhooks
        .objection(target.url())
        .ifPresent(objection -> violations.add(Violation.of("webhook.url", objection)));
    checkSecret(target.secret()).ifPresent(violations::add);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    Optional<String> generated =
        target.secret() == null ? Optional.of(webhooks.newSecret()) : Optional.empty();
    WebhookCredentials credentials =
        new WebhookCredentials(target.url(), generated.orElse(target.secret()));
    return new Connection(
        Optional.of(write(credentials)),
        Optional.empty(),
        Optional.of(webhooks.origin(target.url())),
        OptionalInt.empty(),
        generated,
        Lifetime.unlimited(),
        target.heedsUpdates());
  }

  private static Optional<Violation> checkSecret(String secret) {
    try {
      if (secret != null) {
        WebhookSecret.parse(secret);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          Violation.of(
              "webhook.secret",
              "must be whsec_ and the base64 form of 24 to 64 bytes, or be left out"));
    }
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    return send(
        post,
        WebhookMessage.PUBLISHED,
        post.publicationId().toString(),
        credentials,
        sendBefore,
        WebhookVerdict::of);
  }

  @Override
  public UpdateSupport updates() {
    return UpdateSupport.BY_PUBLICATION;
  }

  /**
   * Tells the receiver what the post says by now, under an identifier that no other change ever
   * has: revisions are counted anew after a restore, the time goes on.
   */
  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    String id = post.publicationId() + "-" + post.dueAt().toEpochMilli();
    return send(
        post, WebhookMessage.UPDATED, id, credentials, sendBefore, WebhookVerdict::ofUpdate);
  }

  private Delivery send(
      Post post,
      String type,
      String id,
      Optional<String> credentials,
      Instant sendBefore,
      BiFunction<HttpAnswer, Instant, Delivery> verdict) {
    HttpAnswer answer;
    try {
      WebhookCredentials receiver =
          mapper.readValue(credentials.orElseThrow(), WebhookCredentials.class);
      answer =
          webhooks.send(
              new SignedMessage(
                  receiver.url(), id, body(post, type), List.of(receiver.secret()), sendBefore));
    } catch (NotUploadedException e) {
      return e.outcome();
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE);
    }
    return verdict.apply(answer, clock.instant());
  }

  private String body(Post post, String type) throws NotUploadedException {
    return write(
        new WebhookMessage(
            type, clock.instant().toString(), WebhookMessage.Data.of(post, pictures(post))));
  }

  private List<WebhookMessage.Media> pictures(Post post) throws NotUploadedException {
    List<WebhookMessage.Media> pictures = new ArrayList<>();
    for (Picture picture : post.pictures()) {
      pictures.add(WebhookMessage.Media.of(picture, files.read(picture)));
    }
    return pictures;
  }

  private String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
