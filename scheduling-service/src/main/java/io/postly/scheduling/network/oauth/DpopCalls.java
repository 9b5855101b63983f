package io.postly.scheduling.network.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends requests with a proof of the key that their tokens are bound to (RFC 9449). Servers say
 * which nonce they want in the next proof; it is kept for each of them, in memory alone.
 */
@ApplicationScoped
public class DpopCalls {

  private static final String NONCE_HEADER = "dpop-nonce";
  private static final String NONCE_WANTED = "use_dpop_nonce";
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int LONGEST_NONCE = 1000;
  private static final int MOST_SERVERS = 10_000;

  /** Longer than any server takes one: it is the server that says when it wants another. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final JsonHttp http;
  private final Clock clock;
  private final Cache<String, String> nonces =
      Caffeine.newBuilder().maximumSize(MOST_SERVERS).expireAfterWrite(KEPT).build();

  /** Through that client. */
  public DpopCalls(JsonHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * Sends a request; where the server wants another nonce, which it says before it does anything,
   * once again. Never throws.
   */
  public HttpAnswer exchange(JsonRequest request, DpopKey key) {
    return exchange(() -> request, key);
  }

  /**
   * Likewise, where no attempt may say the same as the one before.
   *
   * @param request makes the request of one attempt
   */
  public HttpAnswer exchange(Supplier<JsonRequest> request, DpopKey key) {
    return exchange(request, key, Optional.empty());
  }

  /** Likewise as the holder of a token. */
  public HttpAnswer exchange(JsonRequest request, DpopKey key, String accessToken) {
    return exchange(
        () -> request.header("authorization", "DPoP " + accessToken),
        key,
        Optional.of(accessToken));
  }

  /** Whether a server has said which nonce it wants. */
  public boolean isKnown(String origin) {
    return nonces.getIfPresent(origin.toLowerCase(Locale.ROOT)) != null;
  }

  /** Whether a server goes on asking for another nonce. */
  public boolean wantsNonce(HttpAnswer answer) {
    return answer instanceof HttpAnswer.Answered answered
        && switch (answered.status()) {
          case BAD_REQUEST -> http.read(answered).path("error").asText().equals(NONCE_WANTED);
          case UNAUTHORIZED ->
              answered.headers().getOrDefault("www-authenticate", "").contains(NONCE_WANTED);
          default -> false;
        };
  }

  private HttpAnswer exchange(
      Supplier<JsonRequest> requests, DpopKey key, Optional<String> accessToken) {
    JsonRequest request = requests.get();
    HttpAnswer first = send(request, key, accessToken);
    return wantsNonce(first) && isKnown(request.address().origin())
        ? send(requests.get(), key, accessToken)
        : first;
  }

  private HttpAnswer send(JsonRequest request, DpopKey key, Optional<String> accessToken) {
    Optional<String> nonce = Optional.ofNullable(nonces.getIfPresent(origin(request)));
    String proof =
        key.proof(request.method(), request.address(), nonce, accessToken, clock.instant());
    HttpAnswer answer = http.exchange(request.header("dpop", proof));
    if (answer instanceof HttpAnswer.Answered answered) {
      Optional.ofNullable(answered.headers().get(NONCE_HEADER))
          .filter(value -> !value.isEmpty() && value.length() <= LONGEST_NONCE)
          .ifPresent(value -> nonces.put(origin(request), value));
    }
    return answer;
  }

  private static String origin(JsonRequest request) {
    return request.address().origin().toLowerCase(Locale.ROOT);
  }
}
