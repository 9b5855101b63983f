package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An OAuth client that registers itself and has people sign in with PKCE, as chat clients do. */
final class OAuthClient {

  static final String REDIRECT = "http://localhost:43117/callback";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Discovery discovery;
  private final String id;

  /** What a sign-in ends with. */
  record Tokens(String access, String refresh) {

    /** Who signed in. */
    String subject() {
      String claims = access.split("\\.", -1)[1];
      byte[] json = Base64.getUrlDecoder().decode(claims);
      return Web.parse(new String(json, StandardCharsets.UTF_8)).at("/sub").asText();
    }
  }

  /** A proof key (RFC 7636). */
  record ProofKey(String verifier, String challenge) {

    static ProofKey make() {
      String verifier = randomText();
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return new ProofKey(
            verifier, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private OAuthClient(Discovery discovery, String id) {
    this.discovery = discovery;
    this.id = id;
  }

  /** Registers a new client for this machine (RFC 7591). */
  static OAuthClient register(Discovery discovery) {
    JsonNode client = Web.json(registration(discovery, REDIRECT), 201);
    return new OAuthClient(discovery, client.at("/client_id").asText());
  }

  /**
   * What the registration of a client with that redirect address is answered. Like the official
   * SDKs, it names the scopes that it may ask for.
   */
  static HttpResponse<String> registration(Discovery discovery, String redirect) {
    return Web.send(
        Web.jsonPost(
            discovery.endpoint("registration_endpoint"),
            Map.of(
                "client_name", "Postly whole-set test",
                "redirect_uris", List.of(redirect),
                "grant_types", List.of("authorization_code", "refresh_token"),
                "response_types", List.of("code"),
                "scope", everyScope(discovery),
                "token_endpoint_auth_method", "none")));
  }

  private static String everyScope(Discovery discovery) {
    return discovery.challenge().get("scope") + " offline_access";
  }

  String id() {
    return id;
  }

  /** A person's sign-in and consent on the provider's own pages. */
  Tokens signIn(String person, String scope) {
    ProofKey proof = ProofKey.make();
    Map<String, String> answer =
        SignInPages.through(authorization(proof.challenge(), scope), REDIRECT, person);
    if (!answer.containsKey("code")) {
      throw new AssertionError("The sign-in was refused: " + answer);
    }
    return tokens(Web.json(redeem(answer.get("code"), proof.verifier()), 200));
  }

  /**
   * Where the person's browser is sent.
   *
   * @param challenge of the proof key, or null to go without
   */
  URI authorization(String challenge, String scope) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", id);
    query.put("redirect_uri", REDIRECT);
    query.put("scope", scope);
    query.put("state", randomText());
    query.put("resource", discovery.resource().at("/resource").asText());
    if (challenge != null) {
      query.put("code_challenge", challenge);
      query.put("code_challenge_method", "S256");
    }
    return URI.create(discovery.endpoint("authorization_endpoint") + "?" + Web.encode(query));
  }

  HttpResponse<String> redeem(String code, String verifier) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", REDIRECT,
            "code_verifier", verifier));
  }

  HttpResponse<String> refresh(String refreshToken) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  static Tokens tokens(JsonNode answer) {
    return new Tokens(answer.at("/access_token").asText(), answer.at("/refresh_token").asText());
  }

  private HttpResponse<String> token(Map<String, String> grant) {
    Map<String, String> form = new LinkedHashMap<>(grant);
    form.put("client_id", id);
    form.put("resource", discovery.resource().at("/resource").asText());
    return Web.postForm(discovery.endpoint("token_endpoint"), form);
  }

  private static String randomText() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
