package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The channels that the tests publish on. */
final class Channels {

  private Channels() {}

  /** The workspace's sandbox channel, connected if there is none yet. */
  static synchronized String sandbox(Actions member, String workspace) {
    JsonNode channels =
        member
            .call("list_channels", Map.of("workspace", workspace))
            .succeeded()
            .body()
            .at("/channels");
    for (JsonNode channel : channels) {
      if (channel.at("/network").asText().equals("sandbox")) {
        return channel.at("/id").asText();
      }
    }
    return connect(workspace, Map.of("network", "sandbox", "name", "Sandbox")).text("/channel/id");
  }

  /** Connects a webhook channel; the answer has its id and its secret. */
  static Answer webhook(String workspace, String url) {
    return connect(
        workspace,
        Map.of(
            "network",
            "webhook",
            "name",
            "Webhook " + UUID.randomUUID(),
            "webhook",
            Map.of("url", url)));
  }

  private static Answer connect(String workspace, Map<String, Object> channel) {
    Map<String, Object> arguments = new LinkedHashMap<>(channel);
    arguments.put("workspace", workspace);
    return Packaging.REST.as(workspace + "-admin").call("connect_channel", arguments).succeeded();
  }
}
