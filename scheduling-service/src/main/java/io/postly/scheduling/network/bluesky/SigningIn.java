package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.BearerToken;
import io.postly.scheduling.network.bluesky.SessionAnswer.NotNow;
import io.postly.scheduling.network.bluesky.SessionAnswer.Refused;
import io.postly.scheduling.network.bluesky.SessionAnswer.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Asks servers for sessions ({@code com.atproto.server.createSession}, {@code refreshSession}).
 * Only what a server says in the protocol's own words is taken for a refusal.
 */
@ApplicationScoped
class SigningIn {

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** A token that expires while it is on its way is of no use. */
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(1);

  private static final Map<String, String> REASONS_OF_STATUS =
      Map.of(
          "takendown", "account_taken_down",
          "suspended", "account_suspended",
          "deactivated", "account_deactivated");

  private final Xrpc xrpc;
  private final ServerAddress addresses;
  private final ObjectMapper mapper;

  SigningIn(Xrpc xrpc, ServerAddress addresses, ObjectMapper mapper) {
    this.xrpc = xrpc;
    this.addresses = addresses;
    this.mapper = mapper;
  }

  /**
   * Signs in with a password.
   *
   * @param identifier the account's handle or DID
   */
  SessionAnswer withPassword(
      HttpAddress service, String identifier, String password, Instant sendBefore) {
    JsonNode input =
        mapper.createObjectNode().put("identifier", identifier).put("password", password);
    HttpAnswer answer =
        xrpc.call(
            service, XrpcRequest.procedure("com.atproto.server.createSession", input), sendBefore);
    return judge(answer, service, SigningIn::isRefusalOfAccount);
  }

  /** Gets the next session for one that has run out; refused if it does not count any more. */
  SessionAnswer again(Session session, Instant sendBefore) {
    XrpcRequest request =
        XrpcRequest.procedure("com.atproto.server.refreshSession")
            .withToken(session.refreshToken());
    return judge(
        xrpc.call(session.server(), request, sendBefore),
        session.server(),
        SigningIn::isRefusalOfSession);
  }

  /** A request that the server cannot read, for example, says nothing of the account. */
  private static boolean isRefusalOfAccount(int status, XrpcError error) {
    return status == UNAUTHORIZED
        || (isRefusalOfSession(status, error) && error.accountTrouble().isPresent());
  }

  /** Whatever speaks against a session: the password tells what it means for the account. */
  private static boolean isRefusalOfSession(int status, XrpcError error) {
    return status == BAD_REQUEST || status == UNAUTHORIZED || status == FORBIDDEN;
  }

  private SessionAnswer judge(
      HttpAnswer answer, HttpAddress asked, BiPredicate<Integer, XrpcError> isRefusal) {
    return switch (answer) {
      case HttpAnswer.NotSent failure -> new NotNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new NotNow(silence.reason());
      case HttpAnswer.Answered answered when answered.isAccepted() ->
          xrpc.object(answered)
              .flatMap(session -> accepted(session, asked))
              .orElseGet(() -> new NotNow("unexpected_answer"));
      case HttpAnswer.Answered answered -> notAccepted(answered, isRefusal);
    };
  }

  private SessionAnswer notAccepted(
      HttpAnswer.Answered answer, BiPredicate<Integer, XrpcError> isRefusal) {
    return xrpc.error(answer)
        .filter(error -> isRefusal.test(answer.status(), error))
        .<SessionAnswer>map(error -> new Refused(error.signInRefusal()))
        .orElseGet(() -> new NotNow("http_" + answer.status(), xrpc.retryAfter(answer)));
  }

  private Optional<SessionAnswer> accepted(JsonNode said, HttpAddress asked) {
    String did = said.path("did").asText();
    String accessToken = said.path("accessJwt").asText();
    String refreshToken = said.path("refreshJwt").asText();
    if (!Identifier.isDid(did)
        || !BearerToken.isSendable(accessToken)
        || !BearerToken.isSendable(refreshToken)) {
      return Optional.empty();
    }
    Optional<String> trouble = accountTrouble(said);
    if (trouble.isPresent()) {
      return Optional.of(new Refused(trouble.get()));
    }
    return Optional.of(
        new SignedIn(
            new Session(
                did,
                said.path("handle").asText(),
                IdentityDocument.of(said.path("didDoc"), did)
                    .flatMap(IdentityDocument::server)
                    .flatMap(addresses::read)
                    .orElse(asked),
                accessToken,
                refreshToken,
                freshUntil(accessToken))));
  }

  /** Why a server keeps an account from being used, as it says of a session. */
  static Optional<String> accountTrouble(JsonNode session) {
    return session.path("active").asBoolean(true)
        ? Optional.empty()
        : Optional.of(
            REASONS_OF_STATUS.getOrDefault(session.path("status").asText(), "account_inactive"));
  }

  /** What the token itself says, unverified: it only saves a call that would be in vain. */
  private Instant freshUntil(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Instant.MAX;
    }
    try {
      JsonNode expiry = mapper.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
      return expiry.canConvertToLong()
          ? Instant.ofEpochSecond(expiry.asLong()).minus(BEFORE_EXPIRY)
          : Instant.MAX;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Instant.MAX;
    }
  }
}
