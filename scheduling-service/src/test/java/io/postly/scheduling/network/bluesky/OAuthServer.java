package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.fixture.FakeReceiver;
import io.postly.scheduling.network.ScriptedServer;

/**
 * An account's server that is its own authorization server, and a directory of identities beside
 * it. It says what a real one says until a test has it say something else, and checks nothing.
 */
final class OAuthServer implements AutoCloseable {

  static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  static final String HANDLE = "alice.example.com";

  static final String IDENTITY = "GET /" + DID;
  static final String RESOURCE = "GET /.well-known/oauth-protected-resource";
  static final String METADATA = "GET /.well-known/oauth-authorization-server";
  static final String REQUESTS = "POST /oauth/par";
  static final String TOKENS = "POST /oauth/token";
  static final String REVOCATIONS = "POST /oauth/revoke";
  static final String SESSION = "GET /xrpc/com.atproto.server.getSession";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NONCE = "DPoP-Nonce: nonce-1";

  private final ScriptedServer server = new ScriptedServer();

  OAuthServer() {
    server
        .on(IDENTITY, identity(DID, HANDLE, server.origin()))
        .on(RESOURCE, resource(server.origin(), server.origin()))
        .on(METADATA, metadata(server.origin()).toString())
        .on(REQUESTS, FakeReceiver.body(201, NONCE, "{\"request_uri\":\"urn:req:1\"}"))
        .on(TOKENS, tokens(granted()))
        .on(REVOCATIONS, FakeReceiver.body(200, NONCE, "{}"))
        .on(SESSION, "{\"did\":\"%s\",\"handle\":\"%s\",\"active\":true}".formatted(DID, HANDLE));
  }

  ScriptedServer script() {
    return server;
  }

  String origin() {
    return server.origin();
  }

  /** How often it was asked for that. */
  long asked(String request) {
    return server.requests().stream().filter(request::equals).count();
  }

  /** The body of the latest request for that. */
  String sent(String request) {
    return server.received().stream()
        .filter(received -> received.requestLine().startsWith(request + " "))
        .reduce((_, latest) -> latest)
        .orElseThrow()
        .body();
  }

  static String identity(String did, String handle, String home) {
    return ("{\"id\":\"%s\",\"alsoKnownAs\":[\"at://%s\"],\"service\":[{\"id\":\"#atproto_pds\","
            + "\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"%s\"}]}")
        .formatted(did, handle, home);
  }

  static String resource(String server, String issuer) {
    return "{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"]}".formatted(server, issuer);
  }

  /** What a server's metadata says at least (as {@code @atproto/oauth-provider} has it). */
  static ObjectNode metadata(String origin) {
    ObjectNode metadata = MAPPER.createObjectNode();
    metadata
        .put("issuer", origin)
        .put("authorization_endpoint", origin + "/oauth/authorize")
        .put("token_endpoint", origin + "/oauth/token")
        .put("revocation_endpoint", origin + "/oauth/revoke")
        .put("pushed_authorization_request_endpoint", origin + "/oauth/par")
        .put("require_pushed_authorization_requests", true)
        .put("authorization_response_iss_parameter_supported", true)
        .put("client_id_metadata_document_supported", true);
    metadata.putArray("scopes_supported").add("atproto").add("transition:generic");
    metadata.putArray("response_types_supported").add("code");
    metadata.putArray("grant_types_supported").add("authorization_code").add("refresh_token");
    metadata.putArray("code_challenge_methods_supported").add("S256");
    metadata.putArray("dpop_signing_alg_values_supported").add("RS256").add("ES256");
    metadata.putArray("token_endpoint_auth_methods_supported").add("none").add("private_key_jwt");
    metadata.putArray("token_endpoint_auth_signing_alg_values_supported").add("ES256");
    metadata.putArray("protected_resources").add(origin);
    return metadata;
  }

  /** What a server grants. */
  static ObjectNode granted() {
    return MAPPER
        .createObjectNode()
        .put("access_token", "access-1")
        .put("token_type", "DPoP")
        .put("refresh_token", "refresh-1")
        .put("scope", "atproto transition:generic")
        .put("expires_in", 3600)
        .put("sub", DID);
  }

  static FakeReceiver.Behaviour tokens(ObjectNode granted) {
    return FakeReceiver.body(200, NONCE, granted.toString());
  }

  static FakeReceiver.Behaviour refusal(int status, String error) {
    return FakeReceiver.body(status, NONCE, "{\"error\":\"" + error + "\"}");
  }

  @Override
  public void close() {
    server.close();
  }
}
