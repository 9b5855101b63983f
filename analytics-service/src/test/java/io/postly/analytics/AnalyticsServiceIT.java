package io.postly.analytics;

import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PackagedService;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(PostlyBackends.class)
class AnalyticsServiceIT extends PackagedService {

  private static final String PERFORMED = "io.postly.action.performed.v1";

  private final Tokens analyst = Tokens.of("acme", "analyst");

  AnalyticsServiceIT() {
    super("analytics");
  }

  @Test
  void listsWhatOthersTell() {
    assertApplied("postly.actions", PERFORMED);
    JsonNode performed = EventSchemas.example(PERFORMED);

    Requests.as(analyst)
        .queryParam("draft_id", performed.get("draft_id").asText())
        .queryParam("from", "2026-11-24T00:00:00Z")
        .get(WORKSPACE + "/activity")
        .then()
        .statusCode(200)
        .body("activities.id", hasItem(performed.get("action_id").asText()));
  }

  @Test
  void reportsAndTellsOfIt() {
    JsonNode report =
        Requests.json(200, Requests.as(analyst).get(WORKSPACE + "/workflow-report").then());
    String action = report.at("/action/id").asText();

    TestEvents.Published told =
        TestEvents.await(
            "postly.actions", found -> found.data().path("action_id").asText().equals(action));
    assertEquals("get_workflow_report", told.data().get("action").asText());
  }
}
