package io.postly.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PackagedService;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(
    value = PostlyBackends.class,
    initArgs =
        @ResourceArg(
            name = "postly.scheduling.credentials-key",
            value = "YS1rZXktZm9yLXRlc3RzLW9mLXRoZS1wYWNrYWdlLTE="))
class SchedulingServiceIT extends PackagedService {

  SchedulingServiceIT() {
    super("scheduling");
  }

  @Test
  void connectsAChannelAndTellsTheOthers() {
    JsonNode connected =
        Requests.json(
            201,
            Requests.as(Tokens.of("acme", "admin"))
                .body(Map.of("network", "sandbox", "name", "As it is packaged"))
                .post(WORKSPACE + "/channels")
                .then());
    String channel = connected.at("/channel/id").asText();

    assertEquals(
        "io.postly.channel.connected.v1",
        TestEvents.await("postly.publications", found -> found.key().equals(channel)).type());
  }

  @Test
  void takesRevisionsFromTheDraftsService() {
    assertApplied("postly.drafts", "io.postly.draft.revised.v1");
  }
}
