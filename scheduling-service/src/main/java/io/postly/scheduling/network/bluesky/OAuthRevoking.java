package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.DpopKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives tokens back to the server that gave them (RFC 7009). Bluesky's own server ends all that the
 * same sign-in has given, and nothing else; and says that it has, whatever became of it. An app
 * password is the owner's to delete.
 */
@ApplicationScoped
class OAuthRevoking {

  private static final Logger LOG = Logger.getLogger(OAuthRevoking.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AuthorizationServers servers;
  private final AuthorizationCalls calls;
  private final BlueskyClient client;
  private final JsonHttp http;
  private final Clock clock;

  OAuthRevoking(
      AuthorizationServers servers,
      AuthorizationCalls calls,
      BlueskyClient client,
      JsonHttp http,
      Clock clock) {
    this.servers = servers;
    this.calls = calls;
    this.client = client;
    this.http = http;
    this.clock = clock;
  }

  /** See {@link SignIn#grant}: the key stays, the tokens change. */
  String grant(String credentials) {
    return GrantedCredentials.of(credentials, http)
        .map(GrantedCredentials::dpopKey)
        .orElse(credentials);
  }

  /** See {@link SignIn#revoke}. */
  Revocation revoke(String credentials) {
    return GrantedCredentials.of(credentials, http)
        .map(this::revoke)
        .orElseGet(Revocation.Needless::new);
  }

  private Revocation revoke(GrantedCredentials grant) {
    if (client.lacksKeyOf(grant)) {
      return new Revocation.NotRevoked("client_key_missing", false);
    }
    Instant sendBefore = clock.instant().plus(PATIENCE);
    AuthorizationServer server;
    try {
      server = servers.at(grant.issuer(), sendBefore);
    } catch (ProblemException e) {
      LOG.infof("A revocation fails at %s: %s", grant.issuer(), e.getMessage());
      return new Revocation.NotRevoked(
          "authorization_server_unusable",
          e.code() == SchedulingErrorCode.NETWORK_UNAVAILABLE,
          e.retryAfter());
    }
    return server
        .revocations()
        .map(endpoint -> revoke(grant, server, endpoint, sendBefore))
        .orElseGet(() -> new Revocation.NotRevoked("not_offered", false));
  }

  private Revocation revoke(
      GrantedCredentials grant,
      AuthorizationServer server,
      HttpAddress endpoint,
      Instant sendBefore) {
    return HttpVerdict.ofRevocation(
        calls.revoke(
            server,
            endpoint,
            token(grant),
            grant.clientId(),
            client.keyOf(grant),
            DpopKey.parse(grant.dpopKey()),
            sendBefore),
        Revocation.Reach.SIGN_IN);
  }

  private static Form token(GrantedCredentials grant) {
    return Optional.ofNullable(grant.refreshToken())
        .map(token -> new Form().with("token", token).with("token_type_hint", "refresh_token"))
        .orElseGet(
            () ->
                new Form()
                    .with("token", grant.accessToken())
                    .with("token_type_hint", "access_token"));
  }
}
