package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Signing in at Threads (developers.facebook.com, "Get Access Tokens"). A token lasts 60 days and
 * can be exchanged for the next until it has ended. Threads knows no challenge.
 */
@ApplicationScoped
class ThreadsSignIn implements SignIn {

  private static final String PAGE = "https://threads.net/oauth/authorize";
  private static final String PERMISSIONS =
      "threads_basic,threads_content_publish,threads_manage_insights,threads_delete";
  private static final String THREADS = "Threads";

  /** What Threads says a token lasts, should an answer not say it. */
  private static final Duration USUAL = Duration.ofDays(60);

  private static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._]{1,60}");

  private final ThreadsApi api;
  private final JsonHttp http;
  private final Clock clock;
  private final Optional<OAuthRegistration> client;

  @Inject
  ThreadsSignIn(ThreadsApi api, JsonHttp http, Clock clock, SchedulingConfig config) {
    this(
        api,
        http,
        clock,
        OAuthRegistration.of(
            config.signIn().threads().clientId(), config.signIn().threads().clientSecret()));
  }

  ThreadsSignIn(ThreadsApi api, JsonHttp http, Clock clock, Optional<OAuthRegistration> client) {
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
                .with("client_id", client.orElseThrow().clientId())
                .with("redirect_uri", request.redirectUri())
                .with("scope", PERMISSIONS)
                .with("response_type", "code")
                .with("state", request.state())
                .encoded());
  }

  @Override
  public Connection complete(Answer answer) {
    OAuthRegistration known = client.orElseThrow();
    String shortToken = token(granted(api.shortToken(known, answer.code(), answer.redirectUri())));
    JsonNode granted = granted(api.longToken(known, shortToken));
    JsonNode profile = granted(api.profile(token(granted)), "id");
    String id =
        ThreadsPublishing.id(profile)
            .filter(_ -> USERNAME.matcher(profile.path("username").asText()).matches())
            .orElseThrow(
                () -> ConnectProblems.refused("Threads does not say whose profile it is."));
    return new Connection(
        Optional.of(http.write(new ThreadsCredentials(id, token(granted)))),
        Optional.of(id),
        Optional.of("@" + profile.path("username").asText()),
        OptionalInt.empty(),
        Optional.empty(),
        lifetime(granted));
  }

  private JsonNode granted(HttpAnswer answer) {
    return granted(answer, "access_token");
  }

  private JsonNode granted(HttpAnswer answer, String member) {
    if (answer instanceof HttpAnswer.Answered answered) {
      JsonNode json = api.json(answered);
      if (answered.isAccepted() && !json.path(member).asText().isEmpty()) {
        return json;
      }
      boolean isRefused =
          answered.status() / 100 == 4 && (json.has("error") || json.has("error_message"));
      if (isRefused) {
        throw ConnectProblems.signInRefused(THREADS, "HTTP " + answered.status());
      }
    }
    throw ConnectProblems.unavailable(answer, THREADS);
  }

  private static String token(JsonNode granted) {
    return granted.path("access_token").asText();
  }

  @Override
  public Renewal renew(String credentials) {
    ThreadsCredentials account = http.read(credentials, ThreadsCredentials.class);
    HttpAnswer answer = api.nextToken(account.accessToken());
    return answer instanceof HttpAnswer.Answered answered
        ? renewal(account, answered)
        : HttpVerdict.notRenewed(answer);
  }

  private Renewal renewal(ThreadsCredentials account, HttpAnswer.Answered answer) {
    JsonNode json = api.json(answer);
    if (answer.isAccepted() && !token(json).isEmpty()) {
      return new Renewal.Renewed(
          http.write(new ThreadsCredentials(account.profileId(), token(json))), lifetime(json));
    }
    return !answer.isAccepted() && ThreadsError.of(json).isOfTheToken()
        ? new Renewal.Refused()
        : HttpVerdict.notRenewed(answer);
  }

  private Lifetime lifetime(JsonNode granted) {
    Duration told = Duration.ofSeconds(granted.path("expires_in").asLong());
    boolean isBelieved = told.isPositive() && told.compareTo(LONGEST) <= 0;
    return Lifetime.renewable(clock.instant(), isBelieved ? told : USUAL);
  }
}
