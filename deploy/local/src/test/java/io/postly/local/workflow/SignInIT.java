package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients find the sign-in, and what of it is refused. */
class SignInIT {

  private static Discovery discovery;

  @BeforeAll
  static void discover() {
    discovery = Discovery.from(WholeSet.running().mcp());
  }

  @Test
  void theRefusalLeadsToTheSignIn() {
    assertThat(discovery.challenge().get("scope")).isNotBlank();
    assertThat(discovery.resource().at("/resource").asText())
        .isEqualTo(WholeSet.running().mcp().toString());
    assertThat(discovery.allScopes().split(" ", -1)).hasSize(9).doesNotContain("offline_access");
    assertThat(discovery.server().at("/issuer").asText())
        .isEqualTo(WholeSet.running().issuer().toString());
    assertThat(discovery.server().at("/code_challenge_methods_supported").toString())
        .contains("S256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chatgpt.com/connector_platform_oauth_redirect",
        "https://chatgpt.com/connector/oauth/any-callback-id",
        "http://localhost:6274/oauth/callback"
      })
  void aChatClientRegistersItself(String redirect) {
    assertThat(OAuthClient.registration(discovery, redirect).statusCode()).isEqualTo(201);
  }

  @Test
  void theInspectorRegistersWithItsHomePage() {
    Map<String, Object> inspector =
        Map.of(
            "client_name", "MCP Inspector",
            "client_uri", "https://github.com/modelcontextprotocol/inspector",
            "redirect_uris", List.of("http://127.0.0.1:6276/oauth/callback"),
            "token_endpoint_auth_method", "none");

    URI registration = discovery.endpoint("registration_endpoint");
    assertThat(Web.send(Web.jsonPost(registration, inspector)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://attacker.example/callback",
        "https://github.com/modelcontextprotocol/inspector",
        "https://chatgpt.com.attacker.example/callback",
        "https://attacker.example/#https://chatgpt.com",
        "https://chatgpt.com/*",
        "http://localhost:6274/*"
      })
  void aForeignRedirectIsNotRegistered(String redirect) {
    assertThat(OAuthClient.registration(discovery, redirect).statusCode()).isBetween(400, 403);
  }

  @Test
  void aClientThatForgesClaimsIsNotRegistered() {
    URI registration = URI.create(WholeSet.running().issuer() + "/clients-registrations/default");
    Map<String, Object> forging =
        Map.of(
            "publicClient", true,
            "redirectUris", List.of(OAuthClient.REDIRECT),
            "protocolMappers",
                List.of(
                    Map.of(
                        "name", "forged audience",
                        "protocol", "openid-connect",
                        "protocolMapper", "oidc-usermodel-attribute-mapper",
                        "config",
                            Map.of(
                                "user.attribute", "lastName",
                                "claim.name", "aud",
                                "access.token.claim", "true"))));

    assertThat(Web.send(Web.jsonPost(registration, forging)).statusCode()).isEqualTo(403);
  }

  @Test
  void aClientWithoutAPersonGetsNoToken() {
    HttpResponse<String> registered =
        Web.send(
            Web.jsonPost(
                discovery.endpoint("registration_endpoint"),
                Map.of(
                    "redirect_uris", List.of(OAuthClient.REDIRECT),
                    "grant_types", List.of("client_credentials"),
                    "token_endpoint_auth_method", "client_secret_post")));
    if (registered.statusCode() != 201) {
      assertThat(registered.statusCode()).isBetween(400, 403);
      return;
    }
    JsonNode client = Web.json(registered, 201);

    HttpResponse<String> refused =
        Web.postForm(
            discovery.endpoint("token_endpoint"),
            Map.of(
                "grant_type", "client_credentials",
                "client_id", client.at("/client_id").asText(),
                "client_secret", client.at("/client_secret").asText()));
    assertThat(refused.statusCode()).isBetween(400, 403);
  }

  @Test
  void withoutAProofKeyThereIsNoSignIn() {
    OAuthClient client = OAuthClient.register(discovery);
    URI withoutProof = client.authorization(null, "drafts:read");

    Map<String, String> answer =
        SignInPages.through(withoutProof, OAuthClient.REDIRECT, "acme-editor");

    assertThat(answer).containsEntry("error", "invalid_request").doesNotContainKey("code");
  }

  @Test
  void aStolenCodeIsWorthNothing() {
    OAuthClient client = OAuthClient.register(discovery);
    OAuthClient.ProofKey proof = OAuthClient.ProofKey.make();
    URI authorization = client.authorization(proof.challenge(), "drafts:read");
    String code =
        SignInPages.through(authorization, OAuthClient.REDIRECT, "acme-editor").get("code");

    String wrongVerifier = OAuthClient.ProofKey.make().verifier();
    assertThat(client.redeem(code, wrongVerifier).statusCode()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenWorksOnce() {
    OAuthClient client = OAuthClient.register(discovery);
    OAuthClient.Tokens first = client.signIn("acme-editor", "drafts:read");

    OAuthClient.Tokens second = OAuthClient.tokens(Web.json(client.refresh(first.refresh()), 200));

    assertThat(second.access()).isNotEqualTo(first.access());
    assertThat(client.refresh(first.refresh()).statusCode()).isEqualTo(400);
  }

  @Test
  void aClientMayAskToStaySignedIn() {
    OAuthClient client = OAuthClient.register(discovery);
    OAuthClient.Tokens first = client.signIn("acme-editor", "drafts:read offline_access");

    OAuthClient.Tokens second = OAuthClient.tokens(Web.json(client.refresh(first.refresh()), 200));
    Actions reader = McpActions.connect(WholeSet.running().gateway(), second::access);
    assertThat(reader.call("list_drafts", Map.of("workspace", "acme")).failed()).isFalse();
  }

  @Test
  void aTokenGrantsNoMoreThanThePersonAgreedTo() {
    OAuthClient client = OAuthClient.register(discovery);
    OAuthClient.Tokens tokens = client.signIn("acme-editor", "drafts:read");
    Actions reader = McpActions.connect(WholeSet.running().gateway(), tokens::access);

    assertThat(reader.call("list_drafts", Map.of("workspace", "acme")).failed()).isFalse();
    Answer refused =
        reader.call("create_draft", Map.of("workspace", "acme", "text", "Not granted"));
    assertThat(refused.code()).isEqualTo("insufficient_scope");
  }
}
