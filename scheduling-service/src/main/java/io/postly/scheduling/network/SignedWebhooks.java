package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.OutgoingHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Sends messages that are signed as Standard Webhooks defines it. */
@ApplicationScoped
public class SignedWebhooks {

  private final OutgoingHttp http;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignedWebhooks(OutgoingHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** What is wrong with an address, for the person who gave it; empty if nothing is. */
  public Optional<String> objection(String url) {
    return http.objection(url);
  }

  /**
   * What people may see of an address: no path and no query, where tokens tend to stand.
   *
   * @throws IllegalArgumentException if there is an {@link #objection}
   */
  public String origin(String url) {
    return HttpAddress.parse(url).origin();
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
  public HttpAnswer send(SignedMessage message) {
    return http.exchange(message.signed(clock.instant()));
  }
}
