package io.postly.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PackagedService;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(PostlyBackends.class)
class DraftsServiceIT extends PackagedService {

  DraftsServiceIT() {
    super("drafts");
  }

  @Test
  void keepsADraftAndTellsTheOthers() {
    JsonNode draft =
        Requests.json(
            201,
            Requests.as(Tokens.of("acme", "editor"))
                .body(Map.of("text", "As it is packaged"))
                .post(WORKSPACE + "/drafts")
                .then());
    String id = draft.get("id").asText();

    assertEquals(
        1, PostlyBackends.count("SELECT count(*) FROM revision WHERE draft_id = '" + id + "'"));
    assertEquals(
        "io.postly.draft.revised.v1",
        TestEvents.await("postly.drafts", found -> found.key().equals(id)).type());
  }

  @Test
  void takesChannelsFromTheSchedulingService() {
    assertApplied("postly.publications", "io.postly.channel.connected.v1");
  }
}
