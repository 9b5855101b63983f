package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.DpopKey;
import io.postly.scheduling.network.oauth.SigningKey;
import io.postly.scheduling.network.oauth.TokenAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Takes a person back who has signed in, and makes sure of which account they are. Nothing that the
 * server says of that counts unless the account's own identity names it.
 */
@ApplicationScoped
class OAuthCompleting {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> SCOPES = List.of(BlueskyClient.SCOPES.split(" ", -1));

  private final Identities identities;
  private final AuthorizationServers servers;
  private final AuthorizationCalls calls;
  private final GrantedCalls granted;
  private final BlueskyClient client;
  private final ServerAddress addresses;
  private final JsonHttp http;
  private final Clock clock;

  OAuthCompleting(
      Identities identities,
      AuthorizationServers servers,
      AuthorizationCalls calls,
      GrantedCalls granted,
      BlueskyClient client,
      ServerAddress addresses,
      JsonHttp http,
      Clock clock) {
    this.identities = identities;
    this.servers = servers;
    this.calls = calls;
    this.granted = granted;
    this.client = client;
    this.addresses = addresses;
    this.http = http;
    this.clock = clock;
  }

  /** See {@link SignIn#complete(SignIn.Answer, Consumer)}. */
  Connection complete(SignIn.Answer answer, Consumer<String> unwanted) {
    Instant sendBefore = clock.instant().plus(PATIENCE);
    SignInMemory memory = http.read(answer.memory().orElseThrow(), SignInMemory.class);
    requireIssuer(answer, memory);
    AuthorizationServer server = servers.at(memory.issuer(), sendBefore);
    Optional<SigningKey> clientKey = clientKey(memory.keyId());
    TokenAnswer.Granted tokens =
        calls
            .tokens(
                server,
                new Form()
                    .with("grant_type", "authorization_code")
                    .with("code", answer.code())
                    .with("redirect_uri", client.redirectUri())
                    .with("code_verifier", answer.verifier()),
                client.clientId(),
                clientKey,
                DpopKey.parse(memory.dpopKey()),
                sendBefore)
            .orProblem(server.issuer());
    GrantedCredentials granted = granted(server, memory, tokens);
    try {
      return connection(confirmed(granted, server, memory, tokens, sendBefore), tokens, sendBefore);
    } catch (ProblemException e) {
      unwanted.accept(http.write(granted));
      throw e;
    }
  }

  /** What the server has given, whoever it is of. */
  private GrantedCredentials granted(
      AuthorizationServer server, SignInMemory memory, TokenAnswer.Granted tokens) {
    Instant now = clock.instant();
    return new GrantedCredentials(
        server.issuer(),
        server.issuer(),
        tokens.body().path("sub").asText(),
        client.clientId(),
        memory.keyId(),
        memory.dpopKey(),
        tokens.accessToken(),
        tokens.refreshToken().orElse(null),
        GrantedCredentials.end(tokens, now),
        now.getEpochSecond());
  }

  /** The same, once it is known whose it is, and where that account is. */
  private GrantedCredentials confirmed(
      GrantedCredentials granted,
      AuthorizationServer server,
      SignInMemory memory,
      TokenAnswer.Granted tokens,
      Instant sendBefore) {
    String did = account(tokens, memory);
    HttpAddress home = confirmedHome(did, server, sendBefore);
    if (granted.refreshToken() == null) {
      throw ConnectProblems.refused(
          "The server does not let Postly stay connected: it gave no refresh token.");
    }
    return granted.at(home.origin());
  }

  /** Who was sent back by another server has a code that this one must not see (RFC 9207). */
  private static void requireIssuer(SignIn.Answer answer, SignInMemory memory) {
    if (answer.issuer().filter(memory.issuer()::equals).isEmpty()) {
      throw ConnectProblems.refused(
              "You come back from another server than the one that you were sent to.")
          .nextStep("Begin the sign-in again.");
    }
  }

  private Optional<SigningKey> clientKey(String keyId) {
    return keyId == null
        ? Optional.empty()
        : Optional.of(
            client
                .key(keyId)
                .orElseThrow(
                    () ->
                        ConnectProblems.refused("Postly's key has changed since it was begun.")
                            .nextStep("Begin the sign-in again.")));
  }

  /** Whose tokens these are, as the server says. */
  private static String account(TokenAnswer.Granted tokens, SignInMemory memory) {
    String did = tokens.body().path("sub").asText();
    if (!tokens.body().path("token_type").asText().equalsIgnoreCase("DPoP")) {
      throw ConnectProblems.refused("The server does not bind its tokens to a key (DPoP).");
    }
    if (!Identifier.isDid(did)) {
      throw ConnectProblems.refused("The server does not say which account has signed in.");
    }
    if (memory.did() != null && !memory.did().equals(did)) {
      throw ConnectProblems.refused("You have signed in as another account than you named.")
          .nextStep("Begin the sign-in again, and sign in as the account that you name.");
    }
    List<String> scopes = List.of(tokens.body().path("scope").asText().split(" ", -1));
    if (!scopes.containsAll(SCOPES)) {
      throw ConnectProblems.refused("The server does not let Postly post as the account.");
    }
    return did;
  }

  /**
   * The account's server: any authorization server may say of any account that it has signed in,
   * but only that of the account's own server counts.
   */
  private HttpAddress confirmedHome(String did, AuthorizationServer server, Instant sendBefore) {
    IdentityDocument identity =
        identities
            .ofDid(did, sendBefore)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        SchedulingErrorCode.NETWORK_UNAVAILABLE,
                        "The identity of the account that has signed in cannot be looked up."));
    HttpAddress home = addresses.home(identity);
    if (!servers.ofResource(home, sendBefore).issuer().equals(server.issuer())) {
      throw ConnectProblems.refused(
          "%s does not speak for the account %s.".formatted(server.issuer(), did));
    }
    return home;
  }

  private Connection connection(
      GrantedCredentials credentials, TokenAnswer.Granted tokens, Instant sendBefore) {
    String handle = handle(credentials, sendBefore);
    return new Connection(
        Optional.of(http.write(credentials)),
        Optional.of(credentials.did()),
        Optional.of(isCalled(handle, credentials, sendBefore) ? "@" + handle : credentials.did()),
        OptionalInt.empty(),
        Optional.empty(),
        credentials.lifetime(tokens, clock.instant()));
  }

  /** A server may call its accounts as it likes: the handle has to say the same. */
  private boolean isCalled(String handle, GrantedCredentials credentials, Instant sendBefore) {
    try {
      return Identifier.isHandle(handle)
          && identities
              .ofHandle(handle.toLowerCase(Locale.ROOT), sendBefore)
              .filter(document -> document.did().equals(credentials.did()))
              .isPresent();
    } catch (ProblemException e) {
      return false;
    }
  }

  /** What the account's server calls it; asked with the token, which shows that it is good. */
  private String handle(GrantedCredentials credentials, Instant sendBefore) {
    XrpcRequest request = XrpcRequest.query("com.atproto.server.getSession");
    CallOutcome outcome = granted.call(credentials, request, sendBefore);
    if (outcome instanceof CallOutcome.NotCalled notCalled) {
      throw ConnectProblems.refused(
          "%s does not take the token that %s gives (%s)."
              .formatted(credentials.server(), credentials.issuer(), notCalled.cause().reason()));
    }
    HttpAnswer answer = ((CallOutcome.Called) outcome).answer();
    if (answer instanceof HttpAnswer.Answered answered && answered.isAccepted()) {
      JsonNode session = http.read(answered);
      if (session.path("did").asText().equals(credentials.did())) {
        SigningIn.accountTrouble(session)
            .ifPresent(
                trouble -> {
                  throw ConnectProblems.refused(
                      "Bluesky does not let the account sign in: " + trouble + ".");
                });
        return session.path("handle").asText();
      }
    }
    throw ConnectProblems.unavailable(answer, credentials.server());
  }
}
