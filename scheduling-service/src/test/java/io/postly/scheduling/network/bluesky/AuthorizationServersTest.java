package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may not say of itself, each refused in words that say what it is. */
class AuthorizationServersTest {

  private static final String RESOURCE = "GET /.well-known/oauth-protected-resource";
  private static final String SERVER = "GET /.well-known/oauth-authorization-server";
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.systemUTC());
  private static final JsonHttp HTTP = LOOPBACK.patient();

  private final ObjectMapper mapper = new ObjectMapper();
  private final ScriptedServer server = new ScriptedServer();

  @BeforeEach
  void sayWhatARealServerSays() {
    server.on(RESOURCE, resource()).on(SERVER, metadata().toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  private String resource() {
    return "{\"resource\":\"%1$s\",\"authorization_servers\":[\"%1$s\"]}"
        .formatted(server.origin());
  }

  private ObjectNode metadata() {
    return OAuthServer.metadata(server.origin());
  }

  @Test
  void shouldFindTheServerThatAnAccountsServerNames() {
    AuthorizationServer found = find();

    assertEquals(server.origin(), found.issuer());
    assertEquals(server.origin() + "/oauth/authorize", found.authorization().uri().toString());
    assertEquals(server.origin() + "/oauth/par", found.requests().uri().toString());
    assertEquals(server.origin() + "/oauth/token", found.tokens().uri().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer | \"https://other.example\" | says that it is another server than was asked",
        "issuer | null | says that it is another server than was asked",
        "require_pushed_authorization_requests | false | does not insist on pushed requests (PAR)",
        "require_pushed_authorization_requests | null | does not insist on pushed requests (PAR)",
        "authorization_response_iss_parameter_supported | false"
            + " | does not say with its answers who gives them (iss)",
        "client_id_metadata_document_supported | false"
            + " | does not take the address of a document for a client",
        "dpop_signing_alg_values_supported | [\"RS256\"]"
            + " | does not have ES256 in dpop_signing_alg_values_supported",
        "dpop_signing_alg_values_supported | null"
            + " | does not have ES256 in dpop_signing_alg_values_supported",
        "scopes_supported | [\"openid\"] | does not have atproto in scopes_supported",
        "response_types_supported | [\"token\"] | does not have code in response_types_supported",
        "grant_types_supported | [\"authorization_code\"]"
            + " | does not have authorization_code and refresh_token in grant_types_supported",
        "code_challenge_methods_supported | [\"plain\"]"
            + " | does not have S256 in code_challenge_methods_supported",
        "token_endpoint_auth_methods_supported | [\"private_key_jwt\"]"
            + " | does not have none in token_endpoint_auth_methods_supported",
        "authorization_endpoint | null | has no public https address as its authorization_endpoint",
        "authorization_endpoint | \"javascript:alert(1)\""
            + " | has no public https address as its authorization_endpoint",
        "pushed_authorization_request_endpoint | \"/oauth/par\""
            + " | has no public https address as its pushed_authorization_request_endpoint",
        "token_endpoint | \"ftp://pds.example/\""
            + " | has no public https address as its token_endpoint",
        "protected_resources | [\"https://other.example\"] | does not know the account's server",
      })
  void shouldRefuseMetadataThatWillNotDo(String member, String value, String objection)
      throws Exception {
    JsonNode told = mapper.readTree(value);
    ObjectNode metadata = metadata();
    metadata.set(member, told);
    server.on(SERVER, metadata.toString());

    String suffix = member.equals("protected_resources") ? " " + server.origin() : "";
    assertRefused(
        "It is not possible to sign in at %s: it %s%s."
            .formatted(server.origin(), objection, suffix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resource\":\"ORIGIN\"}",
        "{\"resource\":\"ORIGIN\",\"authorization_servers\":[]}",
        "{\"resource\":\"ORIGIN\",\"authorization_servers\":[\"ORIGIN\",\"https://other.example\"]}",
        "{\"resource\":\"ORIGIN\",\"authorization_servers\":[\"ORIGIN/\"]}",
        "{\"resource\":\"ORIGIN\",\"authorization_servers\":[\"ORIGIN/path\"]}",
        "{\"resource\":\"ORIGIN\",\"authorization_servers\":[\"https://me@other.example\"]}"
      })
  void shouldRefuseAServerThatDoesNotNameOne(String resource) {
    server.on(RESOURCE, resource.replace("ORIGIN", server.origin()));

    assertRefused(
        "It is not possible to sign in at %s: it does not name exactly one authorization server."
            .formatted(server.origin()));
  }

  @Test
  void shouldRefuseAServerThatSpeaksOfAnother() {
    server.on(RESOURCE, resource().replaceFirst("127.0.0.1", "localhost"));

    assertRefused(
        "It is not possible to sign in at %s: it says that it is another server than was asked."
            .formatted(server.origin()));
  }

  @Test
  void shouldSayThatAServerOffersNothing() {
    server.on(RESOURCE, FakeReceiver.status(404));

    assertRefused(
        "It is not possible to sign in at %s: it does not offer OAuth.".formatted(server.origin()));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 500})
  void shouldBelieveNothingElse(int status) {
    server.on(SERVER, FakeReceiver.body(status, metadata().toString()));

    assertEquals(
        "network_unavailable", assertThrows(ProblemException.class, this::find).code().code());
  }

  @Test
  void shouldTakeTheAddressOfWhoeverLetsPeopleIn() {
    server.on(RESOURCE, FakeReceiver.status(404));

    assertEquals(
        server.origin(),
        parts().servers.ofEither(HttpAddress.parse(server.origin()), Instant.MAX).issuer());
  }

  @Test
  void shouldWantWhatItProvesItselfWithToBeTaken() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    OAuthParts parts =
        new OAuthParts(
            HTTP,
            "https://postly.example/console",
            List.of(key),
            server.origin(),
            Map.of(),
            Clock.systemUTC());
    server.on(
        SERVER,
        metadata()
            .set("token_endpoint_auth_methods_supported", mapper.createArrayNode().add("none"))
            .toString());

    assertEquals(
        "It is not possible to sign in at %s: it does not have private_key_jwt in token_endpoint_auth_methods_supported."
            .formatted(server.origin()),
        assertThrows(ProblemException.class, () -> parts.servers.at(server.origin(), Instant.MAX))
            .getMessage());
  }

  @Test
  void shouldAskNoPrivateAddressOutsideOfTests() {
    OAuthParts guarded =
        new OAuthParts(
            LOOPBACK.guarded(),
            OAuthParts.ON_THIS_MACHINE,
            List.of(),
            server.origin(),
            Map.of(),
            Clock.systemUTC());

    assertThrows(ProblemException.class, () -> guarded.servers.at(server.origin(), Instant.MAX));
    assertEquals(List.of(), server.requests());
  }

  private void assertRefused(String detail) {
    ProblemException problem = assertThrows(ProblemException.class, this::find);
    assertEquals("account_refused", problem.code().code());
    assertEquals(detail, problem.getMessage());
  }

  private AuthorizationServer find() {
    return parts().servers.ofResource(HttpAddress.parse(server.origin()), Instant.MAX);
  }

  private OAuthParts parts() {
    return new OAuthParts(
        HTTP, OAuthParts.ON_THIS_MACHINE, List.of(), server.origin(), Map.of(), Clock.systemUTC());
  }
}
