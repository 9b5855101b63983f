package io.postly.approvals.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewMetricsTest extends ReviewScenario {

  private static final String APPROVED =
      "postly_reviews_decided_total{channel=\"console\",decision=\"approved\"}";
  private static final String SENT_BACK =
      "postly_reviews_decided_total{channel=\"console\",decision=\"changes_requested\"}";
  private static final String REJECTED =
      "postly_reviews_decided_total{channel=\"console\",decision=\"rejected\"}";
  private static final String WAITED =
      "postly_review_seconds_sum{channel=\"console\",decision=\"approved\"}";

  @Test
  void decisionsCountByWhatTheContentWasWrittenThrough() {
    String first = submitted(writtenInTheConsole("One"), 1);
    String second = submitted(writtenInTheConsole("Two"), 1);
    double approved = scraped(APPROVED);
    double sentBack = scraped(SENT_BACK);

    approve(first, 1).statusCode(200);
    requestChanges(approver, second, 1, "Shorter").statusCode(200);

    assertEquals(approved + 1, scraped(APPROVED));
    assertEquals(sentBack + 1, scraped(SENT_BACK));
  }

  @Test
  void aDecisionCountsOnceHoweverManyApproveIt() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    String review = submitted(writtenInTheConsole("One"), 1);
    double approved = scraped(APPROVED);

    approve(review, 1).statusCode(200);
    assertEquals(approved, scraped(APPROVED));
    approve(admin, review, 1).statusCode(200);

    assertEquals(approved + 1, scraped(APPROVED));
  }

  @Test
  void rejectionsCount() {
    String review = submitted(writtenInTheConsole("One"), 1);
    double rejected = scraped(REJECTED);

    reject(approver, review, 1, "Not our style").statusCode(200);

    assertEquals(rejected + 1, scraped(REJECTED));
  }

  @Test
  void refusedAndSupersededReviewsDoNotCount() {
    UUID draft = writtenInTheConsole("One");
    String review = submitted(draft, 1);
    double approved = scraped(APPROVED);

    approve(review, 2).statusCode(409);
    revised(draft, 2, "Two");
    approve(review, 1).statusCode(409);

    assertEquals(approved, scraped(APPROVED));
  }

  @Test
  void theWaitRunsFromTheRequestToTheDecision() {
    String review = submitted(writtenInTheConsole("One"), 1);
    double waited = scraped(WAITED);
    clock.advance(Duration.ofHours(2));

    approve(review, 1).statusCode(200);

    double added = scraped(WAITED) - waited;
    assertTrue(added >= 7200 && added < 7260, () -> "Waited " + added + " s");
  }

  private UUID writtenInTheConsole(String text) {
    return revised(UUID.randomUUID(), 1, text, event -> event.put("authored_through", "console"));
  }

  private static double scraped(String series) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
