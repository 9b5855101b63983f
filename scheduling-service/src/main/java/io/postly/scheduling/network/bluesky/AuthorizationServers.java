package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the authorization server of an account's server (RFC 9728), and checks what it says of
 * itself (RFC 8414) against what the AT Protocol wants of it ("OAuth", "Authorization Servers").
 */
@ApplicationScoped
class AuthorizationServers {

  private static final String RESOURCE = "/.well-known/oauth-protected-resource";
  private static final String SERVER = "/.well-known/oauth-authorization-server";
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  /** What has to be true of it, each in the words of a refusal that says what is not. */
  private static final Map<String, String> TRUE =
      Map.of(
          "require_pushed_authorization_requests", "does not insist on pushed requests (PAR)",
          "authorization_response_iss_parameter_supported",
              "does not say with its answers who gives them (iss)",
          "client_id_metadata_document_supported",
              "does not take the address of a document for a client");

  private final JsonHttp http;
  private final ServerAddress addresses;
  private final BlueskyClient client;

  AuthorizationServers(JsonHttp http, ServerAddress addresses, BlueskyClient client) {
    this.http = http;
    this.addresses = addresses;
    this.client = client;
  }

  /**
   * The one that an account's server names.
   *
   * @param server scheme, host and port
   * @throws ProblemException {@code account_refused} if it names none, or one that will not do;
   *     {@code network_unavailable} if either does not answer
   */
  AuthorizationServer ofResource(HttpAddress server, Instant sendBefore) {
    JsonNode resource = document(server, RESOURCE, sendBefore);
    if (!resource.path("resource").asText().equals(server.origin())) {
      throw refused(server.origin(), "says that it is another server than was asked");
    }
    JsonNode named = resource.path("authorization_servers");
    String issuer = named.path(0).asText();
    if (named.size() != 1 || !isOrigin(issuer)) {
      throw refused(server.origin(), "does not name exactly one authorization server");
    }
    JsonNode metadata = document(HttpAddress.parse(issuer), SERVER, sendBefore);
    JsonNode resources = metadata.path("protected_resources");
    if (resources.isArray() && !texts(resources).contains(server.origin())) {
      throw refused(issuer, "does not know the account's server " + server.origin());
    }
    return checked(issuer, metadata);
  }

  /**
   * The one that a person means by a server's address: their account's own, or that of whoever lets
   * people in there.
   *
   * @throws ProblemException as {@link #ofResource} does
   */
  AuthorizationServer ofEither(HttpAddress server, Instant sendBefore) {
    return ask(server, RESOURCE, sendBefore) instanceof HttpAnswer.Answered answered
            && answered.status() != OK
        ? at(server.origin(), sendBefore)
        : ofResource(server, sendBefore);
  }

  /**
   * The one of that name.
   *
   * @throws ProblemException as {@link #ofResource} does
   */
  AuthorizationServer at(String issuer, Instant sendBefore) {
    if (!isOrigin(issuer)) {
      throw refused(issuer, "is no address that a server may have");
    }
    return checked(issuer, document(HttpAddress.parse(issuer), SERVER, sendBefore));
  }

  private boolean isOrigin(String text) {
    return addresses.read(text).filter(address -> address.origin().equals(text)).isPresent();
  }

  private AuthorizationServer checked(String issuer, JsonNode metadata) {
    objection(issuer, metadata)
        .ifPresent(
            objection -> {
              throw refused(issuer, objection);
            });
    return new AuthorizationServer(
        issuer,
        endpoint(metadata, "authorization_endpoint").orElseThrow(),
        endpoint(metadata, "pushed_authorization_request_endpoint").orElseThrow(),
        endpoint(metadata, "token_endpoint").orElseThrow(),
        endpoint(metadata, "revocation_endpoint"));
  }

  /** What is wrong with it, as one phrase about the server. */
  private Optional<String> objection(String issuer, JsonNode metadata) {
    if (!metadata.path("issuer").asText().equals(issuer)) {
      return Optional.of("says that it is another server than was asked");
    }
    for (Map.Entry<String, String> wanted : TRUE.entrySet()) {
      if (!metadata.path(wanted.getKey()).asBoolean()) {
        return Optional.of(wanted.getValue());
      }
    }
    for (Map.Entry<String, List<String>> wanted : supported().entrySet()) {
      if (!texts(metadata.path(wanted.getKey())).containsAll(wanted.getValue())) {
        return Optional.of(
            "does not have %s in %s"
                .formatted(String.join(" and ", wanted.getValue()), wanted.getKey()));
      }
    }
    return List.of(
            "authorization_endpoint", "pushed_authorization_request_endpoint", "token_endpoint")
        .stream()
        .filter(name -> endpoint(metadata, name).isEmpty())
        .findFirst()
        .map(name -> "has no public https address as its " + name);
  }

  private Map<String, List<String>> supported() {
    Map<String, List<String>> supported = new LinkedHashMap<>();
    supported.put("response_types_supported", List.of("code"));
    supported.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
    supported.put("code_challenge_methods_supported", List.of("S256"));
    supported.put("dpop_signing_alg_values_supported", List.of("ES256"));
    supported.put("scopes_supported", List.of("atproto"));
    supported.put("token_endpoint_auth_methods_supported", List.of(client.method()));
    if (client.key().isPresent()) {
      supported.put("token_endpoint_auth_signing_alg_values_supported", List.of("ES256"));
    }
    return supported;
  }

  private Optional<HttpAddress> endpoint(JsonNode metadata, String name) {
    return addresses.endpoint(metadata.path(name).asText());
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
  }

  private JsonNode document(HttpAddress server, String path, Instant sendBefore) {
    HttpAnswer answer = ask(server, path, sendBefore);
    if (answer instanceof HttpAnswer.Answered answered) {
      if (answered.status() == NOT_FOUND) {
        throw refused(server.origin(), "does not offer OAuth");
      }
      JsonNode document = http.read(answered);
      if (answered.status() == OK && document.isObject()) {
        return document;
      }
    }
    throw ConnectProblems.unavailable(answer, server.origin());
  }

  private HttpAnswer ask(HttpAddress server, String path, Instant sendBefore) {
    return http.exchange(
        JsonRequest.of(HttpMethod.GET, HttpAddress.parse(server.origin() + path))
            .before(sendBefore));
  }

  private static ProblemException refused(String server, String objection) {
    return ConnectProblems.refused(
            "It is not possible to sign in at %s: it %s.".formatted(server, objection))
        .nextStep(
            "Check the account's name; if it is right, connect the account with an app password"
                + " (connect_channel), or ask whoever runs its server.");
  }
}
