package io.postly.scheduling.network.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.AccountName;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Signing in at LinkedIn (learn.microsoft.com, "Authorization Code Flow"). A token lasts 60 days,
 * and only the member can give another. LinkedIn refuses a confidential client's exchange that has
 * a code verifier, so there is no challenge: secret, state and the registered address protect the
 * code.
 */
@ApplicationScoped
class LinkedInSignIn implements SignIn {

  private static final String PAGE = "https://www.linkedin.com/oauth/v2/authorization";
  private static final String SCOPES = "openid profile w_member_social";
  private static final String LINKED_IN = "LinkedIn";

  /** What LinkedIn says a token lasts, should an answer not say it. */
  private static final Duration USUAL = Duration.ofDays(60);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LONGEST_NAME = 100;

  private final LinkedInApi api;
  private final JsonHttp http;
  private final Clock clock;
  private final Optional<OAuthRegistration> client;

  @Inject
  LinkedInSignIn(LinkedInApi api, JsonHttp http, Clock clock, SchedulingConfig config) {
    this(
        api,
        http,
        clock,
        OAuthRegistration.of(
            config.signIn().linkedin().clientId(), config.signIn().linkedin().clientSecret()));
  }

  LinkedInSignIn(LinkedInApi api, JsonHttp http, Clock clock, Optional<OAuthRegistration> client) {
    this.api = api;
    this.http = http;
    this.clock = clock;
    this.client = client;
  }

  @Override
  public boolean isOffered() {
    return client.isPresent();
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
                .with("state", request.state())
                .with("scope", SCOPES)
                .encoded());
  }

  @Override
  public Connection complete(Answer answer) {
    OAuthRegistration known = client.orElseThrow();
    TokenAnswer.Granted granted =
        api.tokens(
                new Form()
                    .with("grant_type", "authorization_code")
                    .with("code", answer.code())
                    .with("redirect_uri", answer.redirectUri())
                    .with("client_id", known.clientId())
                    .with("client_secret", known.clientSecret()))
            .orProblem(LINKED_IN);
    JsonNode member = member(granted.accessToken());
    String id = member.path("sub").asText();
    return new Connection(
        Optional.of(http.write(new LinkedInCredentials(id, granted.accessToken()))),
        Optional.of(id),
        AccountName.of(member.path("name").asText(), LONGEST_NAME),
        OptionalInt.empty(),
        Optional.empty(),
        Lifetime.ending(clock.instant(), granted.expiresIn().orElse(USUAL)));
  }

  private JsonNode member(String accessToken) {
    HttpAnswer answer = api.member(accessToken);
    if (answer instanceof HttpAnswer.Answered answered && answered.isAccepted()) {
      JsonNode member = api.json(answered);
      if (ID.matcher(member.path("sub").asText()).matches()) {
        return member;
      }
    }
    throw ConnectProblems.unavailable(answer, LINKED_IN);
  }
}
