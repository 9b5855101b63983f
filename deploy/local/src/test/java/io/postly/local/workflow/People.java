package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The demo people's access tokens, got the short way; the long way, through the sign-in page, has
 * tests of its own.
 */
final class People {

  static final String PASSWORD = "postly-demo";

  private static final List<String> ALL_SCOPES =
      List.of(
          "workspace:read",
          "drafts:read",
          "drafts:write",
          "approvals:read",
          "approvals:decide",
          "schedule:read",
          "schedule:write",
          "publish",
          "analytics:read");

  private static final Map<String, RenewedToken> TOKENS = new ConcurrentHashMap<>();

  private People() {}

  /**
   * Gives a token of that person that is valid for a while yet, whenever it is asked for one. All
   * who ask for the same grant share it: signing in is slow.
   */
  static Supplier<String> token(String person, String... scopes) {
    String scope = String.join(" ", scopes.length == 0 ? ALL_SCOPES : List.of(scopes));
    return TOKENS.computeIfAbsent(person + " " + scope, key -> new RenewedToken(person, scope));
  }

  /** Every scope but that one. */
  static String[] scopesBut(String scope) {
    return ALL_SCOPES.stream().filter(other -> !other.equals(scope)).toArray(String[]::new);
  }

  /** What tokens call that person. */
  static String subject(String person) {
    return new OAuthClient.Tokens(token(person).get(), "").subject();
  }

  /**
   * What was granted before is worth nothing any more: a provider that was set back to an earlier
   * moment does not know of later sign-ins.
   */
  static void signInAnew() {
    TOKENS.values().forEach(RenewedToken::forget);
  }

  /**
   * Signs in, one after the other and in whatever way: the provider takes a person who signs in
   * twice at once for somebody who tries passwords.
   */
  static synchronized <T> T alone(Supplier<T> signIn) {
    return signIn.get();
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
    return alone(() -> Web.json(Web.postForm(endpoint, form), 200));
  }

  private static final class RenewedToken implements Supplier<String> {

    private final String person;
    private final String scope;
    private String token;
    private Instant renewAt = Instant.MIN;

    RenewedToken(String person, String scope) {
      this.person = person;
      this.scope = scope;
    }

    @Override
    public synchronized String get() {
      if (Instant.now().isAfter(renewAt)) {
        JsonNode granted = grant(person, scope);
        token = granted.at("/access_token").asText();
        renewAt = Instant.now().plusSeconds(granted.at("/expires_in").asLong() / 2);
      }
      return token;
    }

    synchronized void forget() {
      renewAt = Instant.MIN;
    }
  }
}
