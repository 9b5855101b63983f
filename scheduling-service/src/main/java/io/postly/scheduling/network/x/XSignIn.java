package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Signing in at X (docs.x.com, "OAuth 2.0 Authorization Code Flow with PKCE"). An access token
 * lasts two hours; each refresh token works once, and gives the next one.
 */
@ApplicationScoped
class XSignIn implements SignIn {

  private static final String PAGE = "https://x.com/i/oauth2/authorize";
  private static final String UPLOADING = "media.write";
  private static final String SCOPES =
      "tweet.read tweet.write users.read " + UPLOADING + " offline.access";
  private static final String X = "X";

  /** What X says an access token lasts, should an answer not say it. */
  private static final Duration USUAL = Duration.ofHours(2);

  /** X's own words for a refresh token that is not, or no more, worth anything. */
  private static final String INVALID_REQUEST = "invalid_request";

  private static final String TOKEN_INVALID = "value passed for the token was invalid";

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,30}");

  private final XApi api;
  private final JsonHttp http;
  private final Clock clock;
  private final Optional<OAuthRegistration> client;

  @Inject
  XSignIn(XApi api, JsonHttp http, Clock clock, SchedulingConfig config) {
    this(
        api,
        http,
        clock,
        OAuthRegistration.of(config.signIn().x().clientId(), config.signIn().x().clientSecret()));
  }

  XSignIn(XApi api, JsonHttp http, Clock clock, Optional<OAuthRegistration> client) {
    this.api = api;
    this.http = http;
    this.clock = clock;
    this.client = client;
  }

  @Override
  public boolean isOffered() {
    return client.isPresent();
  }

  /** They cannot read credentials that say whether pictures may be uploaded. */
  @Override
  public boolean isNew() {
    return true;
  }

  @Override
  public Begun begin(Request request) {
    return Begun.at(
        PAGE
            + "?"
            + new Form()
                .with("response_type", "code")
                .with("client_id", client.orElseThrow().clientId())
                .with("redirect_uri", request.redirectUri())
                .with("scope", SCOPES)
                .with("state", request.state())
                .with("code_challenge", request.challenge())
                .with("code_challenge_method", "S256")
                .encoded());
  }

  @Override
  public Connection complete(Answer answer) {
    OAuthRegistration known = client.orElseThrow();
    TokenAnswer.Granted granted =
        api.tokens(
                known,
                new Form()
                    .with("grant_type", "authorization_code")
                    .with("code", answer.code())
                    .with("redirect_uri", answer.redirectUri())
                    .with("code_verifier", answer.verifier())
                    .with("client_id", known.clientId()))
            .orProblem(X);
    String refreshToken =
        granted
            .refreshToken()
            .orElseThrow(
                () ->
                    ConnectProblems.refused(
                        "X does not let Postly stay connected: it gave no refresh token."));
    JsonNode account = account(granted.accessToken());
    XCredentials credentials =
        new XCredentials(
            account.path("id").asText(),
            account.path("username").asText(),
            granted.accessToken(),
            refreshToken,
            mayUpload(granted));
    return new Connection(
        Optional.of(http.write(credentials)),
        Optional.of(credentials.accountId()),
        Optional.of("@" + credentials.username()),
        OptionalInt.empty(),
        Optional.empty(),
        lifetime(granted));
  }

  /** An answer that names no scopes grants those that were asked for (RFC 6749, 5.1). */
  private static boolean mayUpload(TokenAnswer.Granted granted) {
    String scopes = granted.body().path("scope").asText();
    return scopes.isEmpty() || List.of(scopes.split(" ")).contains(UPLOADING);
  }

  private JsonNode account(String accessToken) {
    HttpAnswer answer = api.account(accessToken);
    if (answer instanceof HttpAnswer.Answered answered && answered.isAccepted()) {
      JsonNode account = api.json(answered).path("data");
      if (ID.matcher(account.path("id").asText()).matches()
          && USERNAME.matcher(account.path("username").asText()).matches()) {
        return account;
      }
    }
    throw ConnectProblems.unavailable(answer, X);
  }

  @Override
  public Renewal renew(String credentials) {
    OAuthRegistration known = client.orElse(null);
    if (known == null) {
      return new Renewal.NotNow("network_not_set_up", Optional.empty());
    }
    XCredentials account = http.read(credentials, XCredentials.class);
    TokenAnswer answer =
        api.tokens(
            known,
            new Form()
                .with("grant_type", "refresh_token")
                .with("refresh_token", account.refreshToken())
                .with("client_id", known.clientId()));
    return switch (answer) {
      case TokenAnswer.Granted granted ->
          new Renewal.Renewed(
              http.write(
                  account.with(
                      granted.accessToken(),
                      granted.refreshToken().orElse(account.refreshToken()))),
              lifetime(granted));
      case TokenAnswer.Refused refused when isOfTheGrant(refused) -> new Renewal.Refused();
      case TokenAnswer.Refused _, TokenAnswer.Unclear _ -> TokenAnswer.notNow(answer);
    };
  }

  /** X says nowhere whether another sign-in of the account at the same app would go on. */
  @Override
  public Revocation.Reach revokes() {
    return Revocation.Reach.ACCOUNT;
  }

  /** Both tokens, as X says nowhere that either takes the other with it. */
  @Override
  public Revocation revoke(String credentials, String redirectUri) {
    OAuthRegistration known = client.orElse(null);
    if (known == null) {
      return new Revocation.NotRevoked("network_not_set_up", false);
    }
    XCredentials account = http.read(credentials, XCredentials.class);
    Revocation ofRefreshToken = revoke(known, account.refreshToken(), "refresh_token");
    Revocation ofAccessToken = revoke(known, account.accessToken(), "access_token");
    return ofRefreshToken instanceof Revocation.Revoked ? ofAccessToken : ofRefreshToken;
  }

  private Revocation revoke(OAuthRegistration known, String token, String hint) {
    HttpAnswer answer = api.revoke(known, token, hint);
    boolean isOver =
        TokenAnswer.of(answer, api::json) instanceof TokenAnswer.Refused refused
            && isOfTheGrant(refused);
    return isOver
        ? new Revocation.Revoked()
        : HttpVerdict.ofRevocation(answer, Revocation.Reach.ACCOUNT);
  }

  private static boolean isOfTheGrant(TokenAnswer.Refused refused) {
    return refused.error().equals(TokenAnswer.INVALID_GRANT)
        || (refused.error().equals(INVALID_REQUEST)
            && refused.description().toLowerCase(Locale.ROOT).startsWith(TOKEN_INVALID));
  }

  private Lifetime lifetime(TokenAnswer.Granted granted) {
    return Lifetime.alwaysRenewable(clock.instant(), granted.expiresIn().orElse(USUAL));
  }
}
