package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.DpopKey;
import io.postly.scheduling.network.oauth.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds out where a person has to sign in, and tells the server there what they will be asked. */
@ApplicationScoped
class OAuthBeginning {

  private static final String FIELD = "account";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Identities identities;
  private final AuthorizationServers servers;
  private final AuthorizationCalls calls;
  private final BlueskyClient client;
  private final ServerAddress addresses;
  private final JsonHttp http;
  private final Clock clock;

  OAuthBeginning(
      Identities identities,
      AuthorizationServers servers,
      AuthorizationCalls calls,
      BlueskyClient client,
      ServerAddress addresses,
      JsonHttp http,
      Clock clock) {
    this.identities = identities;
    this.servers = servers;
    this.calls = calls;
    this.client = client;
    this.addresses = addresses;
    this.http = http;
    this.clock = clock;
  }

  /** Where somebody is to be sent, and for which account if that is known. */
  private record Aim(
      AuthorizationServer server, Optional<String> did, Optional<String> identifier) {}

  /** See {@link SignIn#begin}. */
  SignIn.Begun begin(SignIn.Request request) {
    Instant sendBefore = clock.instant().plus(PATIENCE);
    Aim aim = aim(request.account().orElseThrow(), sendBefore);
    DpopKey key = DpopKey.generate();
    Form form =
        new Form()
            .with("response_type", "code")
            .with("redirect_uri", client.redirectUri())
            .with("scope", BlueskyClient.SCOPES)
            .with("state", request.state())
            .with("code_challenge", request.challenge())
            .with("code_challenge_method", "S256");
    aim.identifier().ifPresent(identifier -> form.with("login_hint", identifier));
    AuthorizationCalls.Pushed pushed = calls.push(aim.server(), form, key, sendBefore);
    SignInMemory memory =
        new SignInMemory(
            aim.server().issuer(),
            aim.did().orElse(null),
            client.key().map(SigningKey::id).orElse(null),
            key.json());
    return new SignIn.Begun(
        address(aim.server(), pushed.uri()), Optional.of(http.write(memory)), pushed.openWithin());
  }

  private String address(AuthorizationServer server, String requestUri) {
    String page = server.authorization().uri().toString();
    return page
        + (page.contains("?") ? "&" : "?")
        + new Form().with("client_id", client.clientId()).with("request_uri", requestUri).encoded();
  }

  private Aim aim(String written, Instant sendBefore) {
    if (written.contains("://")) {
      return new Aim(
          servers.ofEither(server(written), sendBefore), Optional.empty(), Optional.empty());
    }
    String identifier = Identifier.normalized(written);
    IdentityDocument identity = identity(identifier, sendBefore);
    AuthorizationServer server = servers.ofResource(addresses.home(identity), sendBefore);
    return new Aim(server, Optional.of(identity.did()), Optional.of(identifier));
  }

  private HttpAddress server(String written) {
    addresses
        .objection(written)
        .ifPresent(
            objection -> {
              throw ProblemException.invalid(FIELD, objection);
            });
    return addresses.read(written).orElseThrow();
  }

  private IdentityDocument identity(String identifier, Instant sendBefore) {
    Optional<IdentityDocument> found;
    if (Identifier.isDid(identifier)) {
      found = identities.ofDid(identifier, sendBefore);
    } else if (Identifier.isHandle(identifier)) {
      found = identities.ofHandle(identifier, sendBefore);
    } else {
      throw ProblemException.invalid(
          FIELD,
          "must be a handle such as name.bsky.social, a DID, or the https address of the account's"
              + " server");
    }
    return found.orElseThrow(
        () ->
            ConnectProblems.refused("No account can be found by the name " + identifier + ".")
                .nextStep(
                    "Check the handle; if it is right, give the account's DID, or the https address"
                        + " of its server."));
  }
}
