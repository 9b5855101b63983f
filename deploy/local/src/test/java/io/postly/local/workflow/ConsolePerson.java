package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A person at the review console: calls with the tokens that nobody but the console is given. */
final class ConsolePerson {

  private static final String CLIENT = "postly-console";
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Map<String, ConsolePerson> SIGNED_IN = new ConcurrentHashMap<>();

  private final String person;
  private final Actions actions;
  private String token;
  private Instant renewAt = Instant.MIN;

  private ConsolePerson(String person) {
    this.person = person;
    actions = RestActions.connect(WholeSet.running().gateway(), this::freshToken);
  }

  /** That person's actions; they have signed in, and do again before their token is too old. */
  static Actions as(String person) {
    ConsolePerson found = SIGNED_IN.computeIfAbsent(person, ConsolePerson::new);
    found.signIn();
    return found.actions;
  }

  private synchronized String freshToken() {
    signIn();
    return token;
  }

  private synchronized void signIn() {
    if (Instant.now().isAfter(renewAt)) {
      token = token(person);
      renewAt = Instant.now().plus(LIFETIME.dividedBy(2));
    }
  }

  private static String token(String person) {
    PostlySet set = WholeSet.running();
    String redirect = set.console() + "/signed-in";
    OAuthClient.ProofKey proof = OAuthClient.ProofKey.make();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", CLIENT);
    query.put("redirect_uri", redirect);
    query.put("scope", "openid");
    query.put("state", UUID.randomUUID().toString());
    query.put("code_challenge", proof.challenge());
    query.put("code_challenge_method", "S256");
    URI authorization =
        URI.create(set.issuer() + "/protocol/openid-connect/auth?" + Web.encode(query));
    String code = SignInPages.through(authorization, redirect, person).get("code");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect);
    form.put("code_verifier", proof.verifier());
    form.put("client_id", CLIENT);
    form.put("client_secret", set.consoleClientSecret());
    JsonNode granted =
        Web.json(
            Web.postForm(URI.create(set.issuer() + "/protocol/openid-connect/token"), form), 200);
    return granted.at("/access_token").asText();
  }
}
