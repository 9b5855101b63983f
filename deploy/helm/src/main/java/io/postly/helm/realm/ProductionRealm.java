package io.postly.helm.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * The realm as operators install it: that of the local set without its people, its workspaces and
 * its command line, and with secrets that Keycloak is given when it imports.
 */
public final class ProductionRealm {

  /** Where the gateway's public address belongs. */
  public static final String GATEWAY_URL = "@gateway.url@";

  private static final String COMMAND_LINE = "postly-cli";
  private static final Map<String, String> SECRETS =
      Map.of(
          "postly-gateway", "${POSTLY_GATEWAY_CLIENT_SECRET}",
          "postly-console", "${POSTLY_CONSOLE_CLIENT_SECRET}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProductionRealm() {}

  /**
   * The realm as JSON.
   *
   * @param local the realm of the local set
   */
  public static String of(String local) throws JsonProcessingException {
    ObjectNode realm = (ObjectNode) JSON.readTree(local);
    realm.put("sslRequired", "external");
    realm.remove("users");
    keepNoWorkspace(realm);
    Iterator<JsonNode> clients = realm.withArray("clients").elements();
    while (clients.hasNext()) {
      ObjectNode client = (ObjectNode) clients.next();
      String id = client.path("clientId").asText();
      if (id.equals(COMMAND_LINE)) {
        clients.remove();
      } else {
        client.put("secret", placeholder(id));
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(realm) + "\n";
  }

  /** Memberships are groups below {@code workspaces}; which ones there are is for operators. */
  private static void keepNoWorkspace(ObjectNode realm) {
    ArrayNode groups = realm.withArray("groups");
    groups.forEach(group -> ((ObjectNode) group).remove("subGroups"));
  }

  private static String placeholder(String client) {
    String placeholder = SECRETS.get(client);
    if (placeholder == null) {
      throw new IllegalArgumentException("No Secret is known for the client " + client);
    }
    return placeholder;
  }
}
