package io.postly.approvals;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PackagedService;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(
    value = PostlyBackends.class,
    initArgs = {
      @ResourceArg(name = "postly.console.client-secret", value = "not-used: nobody signs in here"),
      @ResourceArg(
          name = "postly.console.cookie-key",
          value = "not-used-not-used-not-used-not-used"),
      @ResourceArg(name = "quarkus.oidc.console.tenant-enabled", value = "false")
    })
class ApprovalsServiceIT extends PackagedService {

  private static final String REVISED = "io.postly.draft.revised.v1";

  ApprovalsServiceIT() {
    super("approvals");
  }

  @Test
  void takesARevisionIntoReviewAndTellsTheOthers() {
    assertApplied("postly.drafts", REVISED);
    JsonNode revision = EventSchemas.example(REVISED);
    String draft = revision.get("draft_id").asText();

    JsonNode review =
        Requests.json(
            201,
            Requests.as(Tokens.of("acme", "editor"))
                .body(
                    Map.of(
                        "draft_id", draft, "expected_revision", revision.get("revision").asInt()))
                .post(WORKSPACE + "/reviews")
                .then());

    assertEquals("open", review.get("state").asText());
    assertEquals(
        "io.postly.review.changed.v1",
        TestEvents.await("postly.approvals", found -> found.key().equals(draft)).type());
  }

  /** Pages and what they are drawn with are resources, which an executable has only if told so. */
  @Test
  void showsThePageOfInvitations() {
    RestAssured.given()
        .accept("text/html")
        .get("/console/invitation/" + UUID.randomUUID())
        .then()
        .contentType(containsString("text/html"))
        .body(containsString("Postly"));
  }
}
