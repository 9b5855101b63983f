package io.postly.scheduling.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.SchedulingConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Posts to any receiver by HTTP, signed as Standard Webhooks defines it. */
@ApplicationScoped
class WebhookNetwork implements Network {

  static final String NAME = "webhook";
  static final int MAX_CHARACTERS = 10_000;

  private static final Logger LOG = Logger.getLogger(WebhookNetwork.class);

  private final ObjectMapper mapper;
  private final Clock clock;
  private final boolean allowPrivate;
  private final WebhookSender sender;
  private final SecureRandom random = new SecureRandom();

  WebhookNetwork(ObjectMapper mapper, Clock clock, SchedulingConfig config, Vertx vertx) {
    this.mapper = mapper;
    this.clock = clock;
    this.allowPrivate = config.webhook().allowPrivateAddresses();
    this.sender =
        new WebhookSender(
            vertx,
            new HttpClientOptions(),
            new AddressGuard(InetAddress::getAllByName, allowPrivate),
            new WebhookSender.Timeouts(
                config.webhook().connectTimeout(), config.webhook().timeout()),
            clock);
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
  public Connection connect(Optional<WebhookTarget> webhook) {
    WebhookTarget target =
        webhook.orElseThrow(
            () -> ProblemException.invalid("webhook", "must be given for the network webhook"));
    List<Violation> violations = new ArrayList<>();
    checkAddress(target.url()).ifPresent(violations::add);
    checkSecret(target.secret()).ifPresent(violations::add);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    Optional<String> generated =
        target.secret() == null
            ? Optional.of(WebhookSecret.generate(random).text())
            : Optional.empty();
    WebhookCredentials credentials =
        new WebhookCredentials(target.url(), generated.orElse(target.secret()));
    return new Connection(
        Optional.of(write(credentials)),
        Optional.of(WebhookAddress.parse(target.url()).origin()),
        generated);
  }

  private Optional<Violation> checkAddress(String url) {
    try {
      WebhookAddress address = WebhookAddress.parse(url);
      return !allowPrivate && address.isClearlyClosed()
          ? Optional.of(Violation.of("webhook.url", "must be a public address"))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Violation.of("webhook.url", e.getMessage()));
    }
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
  public Delivery deliver(Post post, Optional<String> credentials) {
    WebhookRequest request;
    try {
      request =
          request(post, mapper.readValue(credentials.orElseThrow(), WebhookCredentials.class));
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.errorf(e, "Publication %s: the request could not be made", post.publicationId());
      return new Delivery.NotDelivered("credentials_unusable");
    }
    return sender.deliver(request);
  }

  private WebhookRequest request(Post post, WebhookCredentials credentials) {
    Instant now = clock.instant();
    String id = post.publicationId().toString();
    String body =
        write(
            new WebhookMessage(
                WebhookMessage.PUBLISHED, now.toString(), WebhookMessage.Data.of(post)));
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "Postly",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(now.getEpochSecond()),
            "webhook-signature",
            WebhookSecret.parse(credentials.secret()).sign(id, now, body));
    return new WebhookRequest(
        WebhookAddress.parse(credentials.url()), headers, body, post.sendBefore());
  }

  private String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
