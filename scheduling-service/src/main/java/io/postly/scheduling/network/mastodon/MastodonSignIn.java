package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.Registrations;
import io.postly.scheduling.network.oauth.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Signing in at a Mastodon server (docs.joinmastodon.org, "OAuth"), where Postly registers itself
 * once. Servers forget applications that nobody uses, so that a registration is tried before people
 * are sent there. Tokens do not end.
 */
@ApplicationScoped
class MastodonSignIn implements SignIn {

  private static final String FIELD = "server";

  /** What a server says of an application that it does not know, or knows for fewer scopes. */
  private static final Set<String> UNKNOWN =
      Set.of("invalid_client", "unauthorized_client", "invalid_scope");

  private static final int FORBIDDEN = 403;
  private static final Pattern CLIENT = Pattern.compile("[!-~]{1,300}");

  private final MastodonApi api;
  private final MastodonConnecting connecting;
  private final Registrations registrations;
  private final JsonHttp http;

  MastodonSignIn(
      MastodonApi api, MastodonConnecting connecting, Registrations registrations, JsonHttp http) {
    this.api = api;
    this.connecting = connecting;
    this.registrations = registrations;
    this.http = http;
  }

  @Override
  public boolean needsServer() {
    return true;
  }

  @Override
  public boolean takesVisibility() {
    return true;
  }

  /** Channels know their accounts by number and host. */
  @Override
  public Optional<String> serverOf(String accountId) {
    return Optional.of(accountId.substring(accountId.indexOf('@') + 1));
  }

  @Override
  public Begun begin(Request request) {
    MastodonServer server = connecting.server(request.server().orElseThrow(), FIELD);
    OAuthRegistration known = registration(server, request.redirectUri());
    String address =
        server.origin()
            + "/oauth/authorize?"
            + new Form()
                .with("response_type", "code")
                .with("client_id", known.clientId())
                .with("redirect_uri", request.redirectUri())
                .with("scope", MastodonApi.SCOPES)
                .with("state", request.state())
                .with("code_challenge", request.challenge())
                .with("code_challenge_method", "S256")
                .encoded();
    return new Begun(address, request.visibility(), Optional.empty());
  }

  private OAuthRegistration registration(MastodonServer server, String redirectUri) {
    Registrations.Place place = place(server, redirectUri);
    Optional<OAuthRegistration> known = registrations.find(place);
    if (known.isPresent() && isKnownTo(server, known.get())) {
      return known.get();
    }
    known.ifPresent(former -> registrations.forget(place, former));
    return registrations.keep(place, register(server, redirectUri));
  }

  private boolean isKnownTo(MastodonServer server, OAuthRegistration client) {
    return switch (api.applicationToken(server, client)) {
      case TokenAnswer.Granted _ -> true;
      case TokenAnswer.Refused refused -> !UNKNOWN.contains(refused.error());
      case TokenAnswer.Unclear unclear ->
          throw ConnectProblems.unavailable(unclear.answer(), server.host());
    };
  }

  private OAuthRegistration register(MastodonServer server, String redirectUri) {
    HttpAnswer answer = api.register(server, redirectUri);
    if (answer instanceof HttpAnswer.Answered answered && answered.isAccepted()) {
      JsonNode application = api.json(answered);
      String id = application.path("client_id").asText();
      String secret = application.path("client_secret").asText();
      if (CLIENT.matcher(id).matches() && CLIENT.matcher(secret).matches()) {
        return new OAuthRegistration(id, secret);
      }
    }
    connecting.requireAllowed(answer, FIELD);
    throw ConnectProblems.unavailable(answer, server.host());
  }

  @Override
  public Connection complete(Answer answer) {
    MastodonServer server = connecting.server(answer.server().orElseThrow(), FIELD);
    OAuthRegistration known =
        registrations
            .find(place(server, answer.redirectUri()))
            .orElseThrow(
                () -> ConnectProblems.refused("The server does not know Postly any more."));
    String token = api.token(server, known, answer).orProblem(server.host()).accessToken();
    return connecting.connect(
        new MastodonAccount(server.origin(), token, answer.memory().orElse(null)));
  }

  /**
   * Servers give an account that signs in again the same token ({@code reuse_access_token} of
   * Mastodon's {@code doorkeeper.rb}).
   */
  @Override
  public Revocation.Reach revokes() {
    return Revocation.Reach.ACCOUNT;
  }

  /**
   * A token that a person has copied belongs to an application of theirs, which is theirs to end:
   * whether it is one, only the server can tell, and only one where Postly is registered.
   */
  @Override
  public Revocation revoke(String credentials, String redirectUri) {
    MastodonCredentials account = http.read(credentials, MastodonCredentials.class);
    return registrations
        .find(place(account.server(), redirectUri))
        .map(client -> revocation(api.revoke(account.server(), client, account.accessToken())))
        .orElseGet(() -> new Revocation.NotRevoked("not_registered", false));
  }

  private static Revocation revocation(HttpAnswer answer) {
    return answer instanceof HttpAnswer.Answered answered && answered.status() == FORBIDDEN
        ? new Revocation.NotRevoked("not_of_this_application", false)
        : HttpVerdict.ofRevocation(answer, Revocation.Reach.ACCOUNT);
  }

  private static Registrations.Place place(MastodonServer server, String redirectUri) {
    return place(server.origin(), redirectUri);
  }

  private static Registrations.Place place(String origin, String redirectUri) {
    return new Registrations.Place(MastodonNetwork.NAME, origin, redirectUri);
  }
}
