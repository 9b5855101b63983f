package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a channel keeps of an account whose owner has let Postly in by OAuth, encrypted.
 *
 * @param issuer the authorization server
 * @param server the server that held the account's posts when the tokens were got
 * @param did what the account is known by for ever
 * @param clientId what Postly was known by when it was let in: tokens are bound to it
 * @param keyId the key with which Postly proves to be that client, or null if it does not
 * @param dpopKey the key that the tokens are bound to, as a JSON Web Key
 * @param accessToken goes with each call
 * @param refreshToken gets the next tokens, once
 * @param expiresAt when the access token ends, in seconds of the Unix time
 * @param signedInAt when the owner let Postly in, in seconds of the Unix time; 0 if that was before
 *     it was written down
 */
// What a later release has added is not of interest to this one.
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
record GrantedCredentials(
    String issuer,
    String server,
    String did,
    String clientId,
    String keyId,
    String dpopKey,
    String accessToken,
    String refreshToken,
    long expiresAt,
    long signedInAt)
    implements BlueskyCredentials {

  /** What the specification has an access token last at most, should an answer not say it. */
  private static final Duration USUAL = Duration.ofMinutes(5);

  /**
   * For how long after the sign-in the servers of Bluesky's own kind renew what a client has that
   * does not prove which one it is, and what one has that does ({@code SESSION_LIFETIME} and {@code
   * SESSION_LIFETIME_EXTENDED} of @atproto/oauth-provider). The specification leaves it to the
   * servers, and they do not say.
   */
  private static final Duration UNPROVED_GRANT = Duration.ofDays(14);

  private static final Duration PROVED_GRANT = Duration.ofDays(730);

  /** What only credentials have that were granted by OAuth. */
  private static final String MARK = "dpop_key";

  /** What a channel keeps, where it is of this kind. */
  static Optional<GrantedCredentials> of(String credentials, JsonHttp json) {
    return Optional.of(credentials)
        .filter(text -> json.read(text, JsonNode.class).has(MARK))
        .map(text -> json.read(text, GrantedCredentials.class));
  }

  /** When an access token ends that has just been got, in seconds of the Unix time. */
  static long end(TokenAnswer.Granted tokens, Instant now) {
    return now.plus(tokens.expiresIn().orElse(USUAL)).getEpochSecond();
  }

  /**
   * When tokens are to be renewed that have just been got. A server that anybody may have named
   * does not have itself asked at any moment, however soon it says that its tokens end.
   */
  Lifetime lifetime(TokenAnswer.Granted tokens, Instant now) {
    Duration said = tokens.expiresIn().orElse(USUAL);
    return Lifetime.alwaysRenewable(now, said.compareTo(USUAL) < 0 ? USUAL : said)
        .within(grantEnd(now));
  }

  /** Empty where nobody knows; as of a server that has given tokens later than others do. */
  private Optional<Instant> grantEnd(Instant now) {
    return Optional.of(Instant.ofEpochSecond(signedInAt))
        .filter(_ -> signedInAt != 0)
        .map(signedIn -> signedIn.plus(keyId == null ? UNPROVED_GRANT : PROVED_GRANT))
        .filter(now::isBefore);
  }

  /** The account's own document led there. */
  @Override
  public String knownServer() {
    return server;
  }

  /** The same at another of the provider's servers. */
  GrantedCredentials at(String home) {
    return new GrantedCredentials(
        issuer,
        home,
        did,
        clientId,
        keyId,
        dpopKey,
        accessToken,
        refreshToken,
        expiresAt,
        signedInAt);
  }

  /** The same, proved with that key from now on. */
  GrantedCredentials provedWith(Optional<String> key) {
    return new GrantedCredentials(
        issuer,
        server,
        did,
        clientId,
        key.orElse(null),
        dpopKey,
        accessToken,
        refreshToken,
        expiresAt,
        signedInAt);
  }

  /** The same with the next tokens. */
  GrantedCredentials with(String nextAccessToken, String nextRefreshToken, long end) {
    return new GrantedCredentials(
        issuer,
        server,
        did,
        clientId,
        keyId,
        dpopKey,
        nextAccessToken,
        nextRefreshToken,
        end,
        signedInAt);
  }

  boolean isOver(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "what an account on Bluesky has granted";
  }
}
