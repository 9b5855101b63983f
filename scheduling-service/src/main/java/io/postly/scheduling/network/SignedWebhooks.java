package io.postly.scheduling.network;

import io.postly.scheduling.SchedulingConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends messages that are signed as Standard Webhooks defines it, to addresses that are guarded: no
 * private one, no redirect followed, the checked address is the one connected to. Everything that
 * goes out as a webhook goes through here.
 */
@ApplicationScoped
public class SignedWebhooks {

  private final boolean allowPrivate;
  private final WebhookSender sender;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignedWebhooks(SchedulingConfig config, Vertx vertx, Clock clock) {
    this.allowPrivate = config.webhook().allowPrivateAddresses();
    this.clock = clock;
    this.sender =
        new WebhookSender(
            vertx,
            new HttpClientOptions(),
            new AddressGuard(InetAddress::getAllByName, allowPrivate),
            new WebhookSender.Timeouts(
                config.webhook().connectTimeout(), config.webhook().timeout()),
            clock);
  }

  /** The longest that one message may take, the look-up of its host's name aside. */
  public static Duration longestSending(SchedulingConfig.Webhook config) {
    return config
        .connectTimeout()
        .multipliedBy(WebhookSender.MOST_ADDRESSES)
        .plus(config.timeout());
  }

  /**
   * What is wrong with an address, for the person who gave it; empty if nothing is. Names are
   * looked up, and their addresses checked, each time that something is sent.
   */
  public Optional<String> objection(String url) {
    try {
      WebhookAddress address = WebhookAddress.parse(url);
      return !allowPrivate && address.isClearlyClosed()
          ? Optional.of("must be a public address")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * What people may see of an address: no path and no query, where tokens tend to stand.
   *
   * @throws IllegalArgumentException if there is an {@link #objection}
   */
  public String origin(String url) {
    return WebhookAddress.parse(url).origin();
  }

  /** A new signing secret, in the form in which people exchange it. */
  public String newSecret() {
    return WebhookSecret.generate(random).text();
  }

  /**
   * Signs and sends a message, once.
   *
   * @throws IllegalArgumentException if its address or one of its secrets cannot be read
   */
  public WebhookAnswer send(SignedMessage message) {
    return sender.exchange(WebhookRequest.sign(message, clock.instant()));
  }

  /** Like {@link #send}, judged as the delivery of a post. */
  Delivery deliver(WebhookRequest request) {
    return sender.deliver(request);
  }
}
