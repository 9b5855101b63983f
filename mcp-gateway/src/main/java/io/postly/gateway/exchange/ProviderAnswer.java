package io.postly.gateway.exchange;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Why the identity provider issued no token. The OIDC client keeps the error response's body only,
 * as the failure's message.
 *
 * @param error the OAuth 2.0 error code; empty if there was no such answer
 */
record ProviderAnswer(String error) {

  /**
   * These speak of the token; all others speak of the gateway's own registration, or of the
   * provider.
   */
  private static final Set<String> REFUSALS =
      Set.of("invalid_grant", "invalid_token", "invalid_request");

  static ProviderAnswer of(Throwable failure) {
    try {
      return new ProviderAnswer(
          new JsonObject(String.valueOf(failure.getMessage())).getString("error", ""));
    } catch (DecodeException | ClassCastException e) {
      return new ProviderAnswer("");
    }
  }

  /** Whether the provider refused the token itself. */
  boolean isRefusal() {
    return REFUSALS.contains(error);
  }
}
