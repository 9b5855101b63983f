package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The demo people's access tokens, got the short way; the long way, through the sign-in page, has
 * tests of its own.
 */
final class People {

  static final String PASSWORD = "postly-demo";

  private static final String ALL_SCOPES =
      "workspace:read drafts:read drafts:write approvals:read approvals:decide schedule:read schedule:write publish"
          + " analytics:read";

  private People() {}

  /** Gives a token of that person that is valid for a while yet, whenever it is asked for one. */
  static Supplier<String> token(String person, String... scopes) {
    String scope = scopes.length == 0 ? ALL_SCOPES : String.join(" ", scopes);
    return new Supplier<>() {
      private String token;
      private Instant renewAt = Instant.MIN;

      @Override
      public synchronized String get() {
        if (Instant.now().isAfter(renewAt)) {
          JsonNode granted = grant(person, scope);
          token = granted.at("/access_token").asText();
          renewAt = Instant.now().plusSeconds(granted.at("/expires_in").asLong() / 2);
        }
        return token;
      }
    };
  }

  private static JsonNode grant(String person, String scope) {
    Map<String, String> form =
        Map.of(
            "grant_type", "password",
            "client_id", "postly-cli",
            "username", person,
            "password", PASSWORD,
            "scope", scope);
    URI endpoint = URI.create(WholeSet.running().issuer() + "/protocol/openid-connect/token");
    return Web.json(Web.postForm(endpoint, form), 200);
  }
}
