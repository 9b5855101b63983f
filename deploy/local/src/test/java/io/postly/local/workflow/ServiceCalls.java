package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** Reads from a service directly, with a token that was exchanged as the gateway does it. */
final class ServiceCalls {

  private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final String person;

  private ServiceCalls(String person) {
    this.person = person;
  }

  static ServiceCalls as(String person) {
    return new ServiceCalls(person);
  }

  /**
   * The answer of a service, which must be a good one.
   *
   * @param service its short name
   */
  JsonNode get(String service, String path, Map<String, String> query) {
    int port = WholeSet.running().part(service + "-service").port();
    URI address = URI.create("http://127.0.0.1:" + port + path + "?" + Web.encode(query));
    return Web.json(
        Web.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + exchanged())
                .header("Postly-Channel", "rest")
                .header("Postly-Client", "whole-set-test")),
        200);
  }

  private String exchanged() {
    PostlySet set = WholeSet.running();
    Map<String, String> form =
        Map.of(
            "grant_type",
            TOKEN_EXCHANGE,
            "client_id",
            "postly-gateway",
            "client_secret",
            set.gatewayClientSecret(),
            "subject_token",
            People.token(person).get(),
            "subject_token_type",
            ACCESS_TOKEN,
            "scope",
            "analytics:read postly-services");
    URI endpoint = URI.create(set.issuer() + "/protocol/openid-connect/token");
    return Web.json(Web.postForm(endpoint, form), 200).at("/access_token").asText();
  }
}
