package io.postly.scheduling.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.confirmation.TrustedClients;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The copy of the policy as the broker brings it. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PolicyTrustedClientsTest {

  private static final String TYPE = "io.postly.policy.changed.v1";

  private final String workspace = "w-" + UUID.randomUUID();

  @Inject TrustedClients trusted;

  @Test
  void shouldTrustNobodyWhereNoPolicyWasSet() {
    assertFalse(trusted.trusts(workspace, "chatgpt"));
  }

  @Test
  void shouldTrustWhomThePolicyNames() {
    set(1, "chatgpt", "claude");

    assertTrue(trusted.trusts(workspace, "chatgpt"));
    assertTrue(trusted.trusts(workspace, "claude"));
    assertFalse(trusted.trusts(workspace, "stranger"));
    assertFalse(trusted.trusts("w-" + UUID.randomUUID(), "chatgpt"));
  }

  @Test
  void shouldNoLongerTrustWhomANewVersionLeavesOut() {
    set(1, "chatgpt");

    set(2);

    assertFalse(trusted.trusts(workspace, "chatgpt"));
  }

  @Test
  void shouldKeepTheNewestVersionWhateverTheOrder() {
    set(3, "claude");

    set(2, "chatgpt");

    assertTrue(trusted.trusts(workspace, "claude"));
    assertFalse(trusted.trusts(workspace, "chatgpt"));
  }

  @Test
  void shouldReadTheSchemasExample() {
    JsonNode example = EventSchemas.example(TYPE);

    publish(((ObjectNode) example.deepCopy()).put("workspace", workspace));

    assertTrue(trusted.trusts(workspace, example.path("trusted_clients").path(0).asText()));
  }

  private void set(int version, String... clients) {
    ObjectNode data = ((ObjectNode) EventSchemas.example(TYPE)).deepCopy();
    ArrayNode names = new ObjectMapper().createArrayNode();
    for (String client : clients) {
      names.add(client);
    }
    data.put("workspace", workspace).put("version", version).set("trusted_clients", names);
    publish(data);
  }

  private void publish(ObjectNode data) {
    EventSchemas.assertValid(TYPE, data);
    UUID key = UUID.nameUUIDFromBytes(workspace.getBytes(StandardCharsets.UTF_8));
    TestEvents.awaitApplied(
        TestEvents.publish("postly.approvals", TYPE, key, workspace, data.toString()));
  }
}
