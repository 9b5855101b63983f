package io.postly.gateway.access;

import io.postly.action.problem.ActionErrorCode;
import io.postly.gateway.config.GatewayConfig;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The {@code WWW-Authenticate} challenges (RFC 6750, RFC 9728) by which a client learns how to sign
 * in.
 */
@Singleton
public class Challenge {

  /** The header that carries a challenge. */
  public static final String HEADER = "WWW-Authenticate";

  private static final String ALL_SCOPES = String.join(" ", Scopes.ALL);

  private final String metadata;

  Challenge(GatewayConfig config) {
    metadata = "Bearer resource_metadata=\"" + config.publicUrl() + ResourceMetadata.PATH + "\"";
  }

  /** For a call without a token. */
  public String missingToken() {
    return metadata + ", scope=\"" + ALL_SCOPES + "\"";
  }

  /** For a call with a token that is not accepted. */
  public String invalidToken() {
    return missingToken()
        + error(
            "invalid_token", "The access token is expired, revoked, or not meant for this server");
  }

  /**
   * For a call that was refused; empty where another token would not help.
   *
   * @param status the refusal's status
   * @param code the refusal's code
   * @param scope what the call needs
   */
  public Optional<String> forRefusal(int status, String code, AccessToken token, String scope) {
    if (status == ActionErrorCode.UNAUTHENTICATED.definition().status()) {
      return Optional.of(invalidToken());
    }
    return code.equals(ActionErrorCode.INSUFFICIENT_SCOPE.code())
        ? Optional.of(insufficientScope(token, scope))
        : Optional.empty();
  }

  /** For a call that needs a scope which the token does not grant. */
  public String insufficientScope(AccessToken token, String needed) {
    return metadata
        + ", scope=\""
        + String.join(" ", Scopes.with(token.scopes(), needed))
        + "\""
        + error("insufficient_scope", "This needs the scope " + needed);
  }

  private static String error(String code, String description) {
    return ", error=\"" + code + "\", error_description=\"" + description + "\"";
  }
}
