package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.oauth.DpopCalls;
import io.postly.scheduling.network.oauth.DpopKey;
import io.postly.scheduling.network.oauth.SigningKey;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What Postly asks of authorization servers, each time as itself and with a proof of its key. */
@ApplicationScoped
class AuthorizationCalls {

  private static final Pattern REQUEST_URI = Pattern.compile("[!-~]{1,1000}");

  /**
   * What a person is going to be asked, as the server keeps it.
   *
   * @param uri stands for it in the address that they are sent to
   * @param openWithin how long the server keeps it, where it says so
   */
  record Pushed(String uri, Optional<Duration> openWithin) {

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "a pushed request";
    }
  }

  private final JsonHttp http;
  private final DpopCalls calls;
  private final BlueskyClient client;

  AuthorizationCalls(JsonHttp http, DpopCalls calls, BlueskyClient client) {
    this.http = http;
    this.calls = calls;
    this.client = client;
  }

  /**
   * Says what a person is going to be asked (RFC 9126).
   *
   * @throws ProblemException {@code account_refused} or {@code network_unavailable}
   */
  Pushed push(AuthorizationServer server, Form request, DpopKey key, Instant sendBefore) {
    HttpAnswer answer =
        post(
            server.requests(),
            () -> client.identified(request, client.clientId(), client.key(), server.issuer()),
            key,
            sendBefore);
    if (!(answer instanceof HttpAnswer.Answered answered)) {
      throw ConnectProblems.unavailable(answer, server.issuer());
    }
    JsonNode said = http.read(answered);
    String requestUri = said.path("request_uri").asText();
    if (answered.isAccepted() && REQUEST_URI.matcher(requestUri).matches()) {
      requireNonce(server);
      return new Pushed(requestUri, lifetime(said));
    }
    throw TokenAnswer.of(answer, http::read) instanceof TokenAnswer.Refused refused
        ? ConnectProblems.signInRefused(server.issuer(), refused.error())
        : ConnectProblems.unavailable(answer, server.issuer());
  }

  private static Optional<Duration> lifetime(JsonNode said) {
    return Optional.of(said.path("expires_in").asInt())
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds);
  }

  /** Without nonces, who has once seen a proof could use it again. */
  private void requireNonce(AuthorizationServer server) {
    if (!calls.isKnown(server.requests().origin())) {
      throw ConnectProblems.refused(
          server.issuer() + " gives no nonces for proofs of possession (DPoP-Nonce).");
    }
  }

  /**
   * Asks for tokens.
   *
   * @param clientId what the server knew Postly by when the grant was made
   */
  TokenAnswer tokens(
      AuthorizationServer server,
      Form grant,
      String clientId,
      Optional<SigningKey> clientKey,
      DpopKey key,
      Instant sendBefore) {
    return TokenAnswer.of(
        post(
            server.tokens(),
            () -> client.identified(grant, clientId, clientKey, server.issuer()),
            key,
            sendBefore),
        http::read);
  }

  /**
   * Gives a token back (RFC 7009). Bluesky's own server then ends all that the same sign-in has
   * given.
   *
   * @param endpoint the server's for that
   * @param clientId what the server knew Postly by when the grant was made
   */
  HttpAnswer revoke(
      AuthorizationServer server,
      HttpAddress endpoint,
      Form token,
      String clientId,
      Optional<SigningKey> clientKey,
      DpopKey key,
      Instant sendBefore) {
    return post(
        endpoint,
        () -> client.identified(token, clientId, clientKey, server.issuer()),
        key,
        sendBefore);
  }

  /** Each attempt proves anew which client it is: servers may take a proof once (RFC 7523, 3). */
  private HttpAnswer post(
      HttpAddress address, Supplier<Form> form, DpopKey key, Instant sendBefore) {
    return calls.exchange(
        () -> JsonRequest.of(HttpMethod.POST, address).body(form.get()).before(sendBefore), key);
  }
}
