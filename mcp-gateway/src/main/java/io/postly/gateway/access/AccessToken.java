package io.postly.gateway.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A verified token, as received.
 *
 * @param value the token itself; meant for the gateway, never passed on
 * @param digest its SHA-256: names it where the token itself must not be kept
 * @param subject the person, as the identity provider knows them ({@code sub})
 * @param client the OAuth client that it was issued to ({@code azp})
 * @param scopes the Postly scopes that it grants
 * @param expiresAt when it ceases to be valid
 */
public record AccessToken(
    String value,
    String digest,
    String subject,
    String client,
    List<String> scopes,
    Instant expiresAt) {

  /** Copies the list. */
  public AccessToken {
    scopes = List.copyOf(scopes);
  }

  /** The token of a request that {@link Authentication} has let through. */
  public static AccessToken of(RoutingContext request) {
    return request.get(AccessToken.class.getName());
  }

  static AccessToken of(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken claims)) {
      throw new AuthenticationFailedException("The token is not a JSON Web Token");
    }
    String scope = claims.<String>claim("scope").orElse("");
    String value = identity.getCredential(AccessTokenCredential.class).getToken();
    return new AccessToken(
        value,
        Sha256.of(value),
        subject(claims),
        client(claims),
        Scopes.among(List.of(scope.split(" "))),
        Instant.ofEpochSecond(claims.getExpirationTime()));
  }

  private static String subject(JsonWebToken claims) {
    return Optional.ofNullable(claims.getSubject())
        .orElseThrow(() -> new AuthenticationFailedException("The token names no person"));
  }

  /** OpenID Connect names it {@code azp}, RFC 9068 {@code client_id}. */
  private static String client(JsonWebToken claims) {
    return claims
        .<String>claim("azp")
        .or(() -> claims.claim("client_id"))
        .orElseThrow(() -> new AuthenticationFailedException("The token names no client"));
  }

  void attachTo(RoutingContext request) {
    request.put(AccessToken.class.getName(), this);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "AccessToken[client=" + client + ", scopes=" + scopes + ", expiresAt=" + expiresAt + "]";
  }
}
