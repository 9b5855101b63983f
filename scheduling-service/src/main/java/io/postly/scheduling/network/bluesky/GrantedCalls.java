package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.oauth.DpopCalls;
import io.postly.scheduling.network.oauth.DpopKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Calls servers with tokens that an account's owner has granted. Nothing is renewed here: a token
 * that is over is renewed by one replica alone, as it gets the next one once.
 */
@ApplicationScoped
class GrantedCalls {

  private static final String TOKEN_OVER = "access_token_over";
  private static final String NOT_ALLOWED = HttpAnswer.NOT_ALLOWED;

  private final Xrpc xrpc;
  private final DpopCalls calls;
  private final ServerAddress addresses;
  private final Clock clock;

  GrantedCalls(Xrpc xrpc, DpopCalls calls, ServerAddress addresses, Clock clock) {
    this.xrpc = xrpc;
    this.calls = calls;
    this.addresses = addresses;
    this.clock = clock;
  }

  Optional<NotDelivered> obstacle(GrantedCredentials grant) {
    if (server(grant).isEmpty()) {
      return Optional.of(NotDelivered.ofAccount(NOT_ALLOWED));
    }
    return grant.isOver(clock.instant())
        ? Optional.of(NotDelivered.untilRenewed(TOKEN_OVER))
        : Optional.empty();
  }

  Optional<HttpAddress> server(GrantedCredentials grant) {
    return addresses.read(grant.server());
  }

  CallOutcome call(GrantedCredentials grant, XrpcRequest request, Instant sendBefore) {
    Optional<NotDelivered> obstacle = obstacle(grant);
    if (obstacle.isPresent()) {
      return new CallOutcome.NotCalled(obstacle.get());
    }
    HttpAnswer answer = send(grant, request, sendBefore);
    if (calls.wantsNonce(answer)) {
      return new CallOutcome.NotCalled(NotDelivered.forNow("dpop_nonce_refused"));
    }
    return xrpc.isTokenOver(answer)
        ? new CallOutcome.NotCalled(NotDelivered.untilRenewed(Delivery.CREDENTIALS_REFUSED))
        : new CallOutcome.Called(answer);
  }

  private HttpAnswer send(GrantedCredentials grant, XrpcRequest request, Instant sendBefore) {
    return calls.exchange(
        xrpc.request(server(grant).orElseThrow(), request, sendBefore),
        DpopKey.parse(grant.dpopKey()),
        grant.accessToken());
  }
}
