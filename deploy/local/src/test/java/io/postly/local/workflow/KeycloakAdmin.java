package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to the realm what a real installation would not have: clients whose tokens are wrong, people
 * without a workspace.
 */
final class KeycloakAdmin {

  private KeycloakAdmin() {}

  /** A person's token from a client that was not given Postly's scope, and so its audience. */
  static String tokenWithoutAudience(String person) {
    String client = addClient("no-audience", List.of("basic"), Map.of());
    return token(client, person);
  }

  /** A person's token that is valid for one second. */
  static String shortLivedToken(String person) {
    String client =
        addClient("short-lived", List.of("basic", "postly"), Map.of("access.token.lifespan", "1"));
    return token(client, person);
  }

  /** A token that another realm of the same provider has issued. */
  static String tokenOfAnotherIssuer() {
    return adminToken(WholeSet.running());
  }

  /** Adds somebody who can sign in, to those groups and no other. */
  static void addPerson(String name, String... groups) {
    Map<String, Object> person =
        Map.of(
            "username",
            name,
            "enabled",
            true,
            "email",
            name + "@postly.example",
            "emailVerified",
            true,
            "firstName",
            "New",
            "lastName",
            "Comer",
            "groups",
            List.of(groups),
            "credentials",
            List.of(Map.of("type", "password", "value", People.PASSWORD, "temporary", false)));
    add("users", person);
  }

  private static String addClient(String id, List<String> scopes, Map<String, String> attributes) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("clientId", id);
    client.put("publicClient", true);
    client.put("directAccessGrantsEnabled", true);
    client.put("standardFlowEnabled", false);
    client.put("defaultClientScopes", scopes);
    client.put("attributes", attributes);
    add("clients", client);
    return id;
  }

  /** What an earlier test has added already is left as it is. */
  private static void add(String kind, Map<String, Object> what) {
    PostlySet set = WholeSet.running();
    HttpResponse<String> created =
        Web.send(
            Web.jsonPost(set.issuer().resolve("/admin/realms/postly/" + kind), what)
                .header("Authorization", "Bearer " + adminToken(set)));
    if (created.statusCode() != 201 && created.statusCode() != 409) {
      throw new AssertionError("Nothing was added to " + kind + ": " + created.body());
    }
  }

  private static String adminToken(PostlySet set) {
    return accessToken(
        set.issuer().resolve("/realms/master/protocol/openid-connect/token"),
        Map.of(
            "grant_type", "password",
            "client_id", "admin-cli",
            "username", "admin",
            "password", set.keycloakAdminPassword()));
  }

  private static String token(String client, String person) {
    return accessToken(
        URI.create(WholeSet.running().issuer() + "/protocol/openid-connect/token"),
        Map.of(
            "grant_type",
            "password",
            "client_id",
            client,
            "username",
            person,
            "password",
            People.PASSWORD));
  }

  private static String accessToken(URI endpoint, Map<String, String> form) {
    JsonNode answer = Web.json(Web.postForm(endpoint, form), 200);
    return answer.at("/access_token").asText();
  }
}
