package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewListTest extends ReviewScenario {

  @Test
  void showsWhatAnApproverNeedsToJudge() {
    UUID draft = revised(UUID.randomUUID(), 1, "Hello", event -> event.put("title", "Greeting"));
    String review = submitted(draft, 1);

    list("")
        .body("reviews.id", contains(review))
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].draft_id", equalTo(draft.toString()))
        .body("reviews[0].revision", equalTo(1))
        .body("reviews[0].content_hash", equalTo(hash("Hello")))
        .body("reviews[0].title", equalTo("Greeting"))
        .body("reviews[0].text", equalTo("Hello"))
        .body("reviews[0].variants[0].network", equalTo("sandbox"))
        .body("reviews[0].variants[0].text", equalTo("Hello!"))
        .body("reviews[0].channel_ids", contains(CHANNEL.toString()))
        .body("reviews[0].labels", contains("launch"))
        .body("reviews[0].authored_by.id", equalTo("the-author"))
        .body("reviews[0].authored_through", equalTo("mcp"))
        .body("reviews[0].requested_by.id", equalTo(editor.subjectId()))
        .body("reviews[0].requested_at", notNullValue())
        .body("reviews[0].policy_version", equalTo(0))
        .body("reviews[0].approvals_needed", equalTo(1))
        .body("reviews[0].approvals_missing", equalTo(1))
        .body("reviews[0].approvals", empty())
        .body("reviews[0].next_reviewer", nullValue())
        .body("reviews[0].expires_at", notNullValue())
        .body("reviews[0].decided_by", nullValue())
        .body("next_cursor", nullValue());
  }

  @Test
  void showsTheContentThatWasReviewedNotTheNewest() {
    UUID draft = drafted("One");
    submitted(draft, 1);
    revised(draft, 2, "Two");

    reviewsOf(draft).body("reviews.text", contains("One"));
  }

  @Test
  void filtersByState() {
    String open = submitted(drafted("One"), 1);
    String approved = submitted(drafted("Two"), 1);
    approve(approved, 1).statusCode(200);
    String rejected = submitted(drafted("Three"), 1);
    reject(approver, rejected, 1, "Not our style").statusCode(200);

    list("?state=rejected").body("reviews.id", contains(rejected));
    list("?state=open").body("reviews.id", contains(open));
    list("?state=approved").body("reviews.id", contains(approved));
    list("?state=superseded").body("reviews", empty());
    list("?state=expired").body("reviews", empty());
  }

  @Test
  void pagesThroughEverythingOnceTheLastRequestedFirst() {
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      submitted.addFirst(submitted(drafted("Post " + i), 1));
    }

    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonPath page = list("?limit=2" + next).extract().jsonPath();
      seen.addAll(page.getList("reviews.id", String.class));
      next = page.getString("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
    } while (next != null);

    assertEquals(submitted, seen);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=101, limit",
    "?state=pending, state",
    "?cursor=nonsense, cursor",
    "?page=2, page",
    "?draft_id=nonsense, draft_id"
  })
  void refusesWhatItDoesNotUnderstand(String query, String field) {
    Requests.as(viewer)
        .get(reviews + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void holdsNothingOfOtherWorkspaces() {
    UUID draft = drafted("Secret");
    submitted(draft, 1);
    String other = "o-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "admin"))
        .get("/api/v1/workspaces/" + other + "/reviews?draft_id=" + draft)
        .then()
        .statusCode(200)
        .body("reviews", empty());
    Requests.as(Tokens.of(other, "admin")).get(reviews).then().statusCode(404);
  }

  private ValidatableResponse list(String query) {
    return Requests.as(viewer).get(reviews + query).then().statusCode(200);
  }
}
