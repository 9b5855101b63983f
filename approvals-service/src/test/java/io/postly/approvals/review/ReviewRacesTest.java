package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.approvals.content.ContentChanged;
import io.postly.approvals.content.Contents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever comes first: the outcome is that of one order or the other. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewRacesTest extends ReviewScenario {

  @Inject Contents contents;
  @Inject Event<ContentChanged> changes;

  @RepeatedTest(8)
  void anApprovalAndAnEditNeverPassEachOther() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);

    CompletableFuture<UUID> edit =
        CompletableFuture.supplyAsync(() -> publish(draft, revision(draft, 2, "Two")));
    int status = approve(review, 1).extract().statusCode();
    TestEvents.awaitApplied(edit.join());

    awaitEvent(draft, "superseded");
    List<String> expected =
        status == 200 ? List.of("open", "approved", "superseded") : List.of("open", "superseded");
    assertEquals(expected, toldStates(draft));
    reviewsOf(draft).body("reviews.state", contains("superseded"));
  }

  @Test
  void aDecisionWaitsForAnEditThatIsBeingApplied() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);

    CompletableFuture<Integer> decision =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  contents.lock(draft);
                  CompletableFuture<Integer> begun =
                      CompletableFuture.supplyAsync(
                          () -> approve(review, 1).extract().statusCode());
                  assertThrows(TimeoutException.class, () -> begun.get(500, TimeUnit.MILLISECONDS));
                  changes.fire(new ContentChanged(draft, hash("Two")));
                  return begun;
                });

    assertEquals(409, decision.join());
    reviewsOf(draft).body("reviews.state", contains("superseded"));
  }

  @RepeatedTest(3)
  void ofTwoDecisionsOneIsMade() {
    String review = submitted(drafted("Hello"), 1);
    Tokens second = Tokens.of(workspace, "approver").subject("second");

    List<Integer> statuses =
        atOnce(
            () -> approve(review, 1).extract().statusCode(),
            () -> requestChanges(second, review, 1, "Shorter").extract().statusCode());

    assertEquals(List.of(200, 409), statuses);
  }

  @RepeatedTest(3)
  void ofTwoRequestsOneIsOpened() {
    UUID draft = drafted("Hello");

    List<Integer> statuses =
        atOnce(
            () -> submit(draft, 1).extract().statusCode(),
            () -> submit(admin, draft, 1).extract().statusCode());

    assertEquals(List.of(201, 409), statuses);
    reviewsOf(draft).body("reviews", hasSize(1));
  }

  private static List<Integer> atOnce(Supplier<Integer> one, Supplier<Integer> other) {
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(one);
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(other);
    return Stream.of(first.join(), second.join()).sorted().toList();
  }
}
