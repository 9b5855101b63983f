package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.network.oauth.DpopKey;
import io.postly.scheduling.network.oauth.SigningKey;
import io.postly.scheduling.network.oauth.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Gets the next tokens for those that end. */
@ApplicationScoped
class OAuthRenewing {

  private static final Logger LOG = Logger.getLogger(OAuthRenewing.class);

  /**
   * How long the authorization server, and then the account's server, may be looked up before the
   * last request for it begins: what is left of the lease is for the tokens.
   */
  private static final Duration LOOK_UP = Duration.ofSeconds(10);

  /** No look-up takes more than one of so many parts of all the time. */
  private static final int PARTS = 3;

  /**
   * How long all of it may take before its last request begins: servers are named by anybody, and
   * those that are slow must not hold the places of all that is to be renewed.
   */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Identities identities;
  private final AuthorizationServers servers;
  private final AuthorizationCalls calls;
  private final BlueskyClient client;
  private final ServerAddress addresses;
  private final JsonHttp http;
  private final Clock clock;
  private final Duration patience;
  private final Duration lookUp;

  @Inject
  OAuthRenewing(
      Identities identities,
      AuthorizationServers servers,
      AuthorizationCalls calls,
      BlueskyClient client,
      ServerAddress addresses,
      JsonHttp http,
      Clock clock,
      SchedulingConfig config) {
    this(
        identities,
        servers,
        calls,
        client,
        addresses,
        http,
        clock,
        config.renewal().lease().minus(OutgoingCalls.longest(config.outgoing())));
  }

  OAuthRenewing(
      Identities identities,
      AuthorizationServers servers,
      AuthorizationCalls calls,
      BlueskyClient client,
      ServerAddress addresses,
      JsonHttp http,
      Clock clock,
      Duration patience) {
    this.identities = identities;
    this.servers = servers;
    this.calls = calls;
    this.client = client;
    this.addresses = addresses;
    this.http = http;
    this.clock = clock;
    this.patience = shorter(patience, LONGEST);
    this.lookUp = shorter(this.patience.dividedBy(PARTS), LOOK_UP);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * See {@link SignIn#renew(String, BooleanSupplier)}. The refresh token works once: it is sent
   * while nobody else renews, as is all that is asked before it, and by a process only that is
   * there for the answer.
   */
  Renewal renew(String text, BooleanSupplier isStopping) {
    GrantedCredentials credentials = http.read(text, GrantedCredentials.class);
    Instant sendBefore = clock.instant().plus(patience);
    Optional<SigningKey> clientKey = client.keyOf(credentials);
    if (client.lacksKeyOf(credentials)) {
      return new Renewal.NotNow("client_key_missing", Optional.empty());
    }
    AuthorizationServer server;
    try {
      server = servers.at(credentials.issuer(), clock.instant().plus(lookUp));
    } catch (ProblemException e) {
      LOG.infof("A renewal fails at %s: %s", credentials.issuer(), e.getMessage());
      return new Renewal.NotNow("authorization_server_unusable", Optional.empty());
    }
    GrantedCredentials current = credentials.at(home(credentials, clock.instant().plus(lookUp)));
    if (isStopping.getAsBoolean()) {
      return new Renewal.NotAsked();
    }
    TokenAnswer answer =
        calls.tokens(
            server,
            new Form()
                .with("grant_type", "refresh_token")
                .with("refresh_token", credentials.refreshToken()),
            credentials.clientId(),
            clientKey,
            DpopKey.parse(credentials.dpopKey()),
            sendBefore);
    return renewal(answer, current.provedWith(clientKey.map(SigningKey::id)));
  }

  /**
   * Where the account is by now: it may have moved to another server of the same provider. While
   * that cannot be found out, it is where it was.
   */
  private String home(GrantedCredentials credentials, Instant sendBefore) {
    try {
      return identities
          .ofDid(credentials.did(), sendBefore)
          .flatMap(IdentityDocument::server)
          .flatMap(addresses::read)
          .filter(home -> !home.origin().equals(credentials.server()))
          .filter(
              home -> servers.ofResource(home, sendBefore).issuer().equals(credentials.issuer()))
          .map(HttpAddress::origin)
          .orElse(credentials.server());
    } catch (ProblemException e) {
      return credentials.server();
    }
  }

  private Renewal renewal(TokenAnswer answer, GrantedCredentials credentials) {
    return switch (answer) {
      case TokenAnswer.Granted tokens when isFor(tokens, credentials) ->
          new Renewal.Renewed(
              http.write(
                  credentials.with(
                      tokens.accessToken(),
                      tokens.refreshToken().orElse(credentials.refreshToken()),
                      GrantedCredentials.end(tokens, clock.instant()))),
              credentials.lifetime(tokens, clock.instant()));
      case TokenAnswer.Granted _ -> new Renewal.NotNow("another_account", Optional.empty());
      case TokenAnswer.Refused refused when refused.error().equals(TokenAnswer.INVALID_GRANT) ->
          new Renewal.Refused();
      case TokenAnswer.Refused _, TokenAnswer.Unclear _ -> TokenAnswer.notNow(answer);
    };
  }

  private static boolean isFor(TokenAnswer.Granted tokens, GrantedCredentials credentials) {
    return tokens.body().path("sub").asText().equals(credentials.did());
  }
}
