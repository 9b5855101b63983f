package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the document of an account's identity says (W3C DID Core, and the AT Protocol's "DID").
 *
 * @param json the document, of which nothing has been checked but whose it is
 */
record IdentityDocument(String did, JsonNode json) {

  private static final String HANDLE_PREFIX = "at://";

  /** The document, if it is of that account. */
  static Optional<IdentityDocument> of(JsonNode json, String did) {
    return json.path("id").asText().equals(did)
        ? Optional.of(new IdentityDocument(did, json))
        : Optional.empty();
  }

  /** The address of the server that holds the account's posts; unchecked. */
  Optional<String> server() {
    return json.path("service")
        .valueStream()
        .filter(service -> service.path("id").asText().endsWith("#atproto_pds"))
        .filter(service -> service.path("type").asText().equals("AtprotoPersonalDataServer"))
        .map(service -> service.path("serviceEndpoint").asText())
        .findFirst();
  }

  /** Whether the account calls itself so: of all that it lists, the first handle counts. */
  boolean isCalled(String handle) {
    return json.path("alsoKnownAs")
        .valueStream()
        .map(JsonNode::asText)
        .filter(name -> name.startsWith(HANDLE_PREFIX))
        .findFirst()
        .filter(name -> name.equalsIgnoreCase(HANDLE_PREFIX + handle))
        .isPresent();
  }
}
