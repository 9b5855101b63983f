package io.postly.drafts.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.action.text.CharacterCount;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ChannelCopiesTest {

  private static final String WORKSPACE = "copies";

  @ParameterizedTest
  @EnumSource
  void shouldKnowChannelHoweverItsNetworkCounts(CharacterCount counting) {
    // Given
    UUID channel = UUID.randomUUID();

    // When
    announce(channel, "mastodon", counting);

    // Then
    create(channel, "Hello")
        .statusCode(201)
        .body("channel_ids", contains(channel.toString()))
        .body("action.next_step", containsString("submit_for_approval"));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE id = '%s' AND counting = '%s'"
                .formatted(channel, counting)));
  }

  @Test
  void shouldCountTextOfPostsOnXAsXDoes() {
    // Given
    UUID channel = UUID.randomUUID();
    announce(channel, "x", CharacterCount.WEIGHTED);

    // Then
    create(channel, "字".repeat(140)).statusCode(201);
    create(channel, "字".repeat(141)).statusCode(400).body("code", equalTo("invalid_input"));
  }

  /** As scheduling tells of channels: by the event's schema. */
  private static void announce(UUID channel, String network, CharacterCount counting) {
    ObjectNode event = (ObjectNode) EventSchemas.example(ChannelConnected.TYPE);
    event
        .put("channel_id", channel.toString())
        .put("workspace", WORKSPACE)
        .put("network", network)
        .put("max_characters", 280)
        .put("counting", counting.label());
    EventSchemas.assertValid(ChannelConnected.TYPE, event);
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.publications", ChannelConnected.TYPE, channel, WORKSPACE, event.toString()));
  }

  private static ValidatableResponse create(UUID channel, String text) {
    return Requests.as(Tokens.of(WORKSPACE, "editor"))
        .body(Map.of("text", text, "channel_ids", List.of(channel)))
        .post("/api/v1/workspaces/" + WORKSPACE + "/drafts")
        .then();
  }
}
