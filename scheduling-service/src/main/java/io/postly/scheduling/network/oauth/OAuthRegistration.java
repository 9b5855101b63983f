package io.postly.scheduling.network.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an authorization server knows Postly by. */
public record OAuthRegistration(String clientId, String clientSecret) {

  /** What operators have set; empty unless both are there. */
  public static Optional<OAuthRegistration> of(
      Optional<String> clientId, Optional<String> clientSecret) {
    return clientId
        .filter(id -> !id.isBlank())
        .flatMap(
            id ->
                clientSecret
                    .filter(secret -> !secret.isBlank())
                    .map(secret -> new OAuthRegistration(id, secret)));
  }

  /** The header {@code Authorization} of who proves to be this client (RFC 6749, 2.3.1). */
  public String basicAuthorization() {
    String pair = clientId + ":" + clientSecret;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "client " + clientId;
  }
}
