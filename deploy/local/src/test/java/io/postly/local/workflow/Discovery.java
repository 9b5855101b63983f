package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a client learns that knows the MCP address and nothing else, from the refusal of its first
 * call on (RFC 9728, RFC 8414).
 *
 * @param challenge the parameters of the refusal's {@code WWW-Authenticate}
 * @param resource the protected resource metadata
 * @param server the authorization server metadata
 */
record Discovery(Map<String, String> challenge, JsonNode resource, JsonNode server) {

  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static Discovery from(URI mcp) {
    Map<String, String> challenge = challenge(refusal(mcp));
    JsonNode resource = Web.json(Web.get(URI.create(challenge.get("resource_metadata"))), 200);
    URI issuer = URI.create(resource.at("/authorization_servers/0").asText());
    URI metadata = issuer.resolve("/.well-known/oauth-authorization-server" + issuer.getPath());
    return new Discovery(challenge, resource, Web.json(Web.get(metadata), 200));
  }

  private static HttpResponse<String> refusal(URI mcp) {
    HttpRequest.Builder ping =
        Web.jsonPost(mcp, Map.of("jsonrpc", "2.0", "id", 1, "method", "ping"));
    HttpResponse<String> response = Web.send(ping);
    if (response.statusCode() != 401) {
      throw new AssertionError("Without a token the answer must be 401: " + response);
    }
    return response;
  }

  private static Map<String, String> challenge(HttpResponse<String> refusal) {
    String header = refusal.headers().firstValue("WWW-Authenticate").orElseThrow();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (MatchResult parameter : PARAMETER.matcher(header).results().toList()) {
      parameters.put(parameter.group(1), parameter.group(2));
    }
    return parameters;
  }

  /** Every scope that the resource knows, in one text. */
  String allScopes() {
    StringBuilder scopes = new StringBuilder();
    resource.at("/scopes_supported").forEach(scope -> scopes.append(' ').append(scope.asText()));
    return scopes.toString().strip();
  }

  URI endpoint(String name) {
    return URI.create(server.at("/" + name).asText());
  }
}
