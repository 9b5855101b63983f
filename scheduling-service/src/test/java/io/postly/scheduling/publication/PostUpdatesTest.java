package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PostUpdatesTest extends SchedulingScenario {

  @Inject PublicationLedger publications;
  @Inject UpdateLedger ledger;
  @Inject PostUpdates updates;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  /** Else a doubt that somebody has written down meanwhile would be overwritten. */
  @Test
  void shouldLockAnUpdateAsItIsThoughItWasReadBefore() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    content.revised(draft, 2, "Hello there");
    content.approved(draft, 2, "Hello there");
    Requests.as(editor)
        .body(Map.of("expected_revision", 2))
        .put(path("/publications/" + post + "/content"))
        .then()
        .statusCode(200);
    UpdateClaim claim = ledger.claim(10).getFirst();
    assertTrue(ledger.begin(claim).isPresent());

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertEquals(UpdateState.SENDING, updates.of(List.of(post)).get(post).state);
              ledger.record(post, claim.token(), new Delivery.Unknown("connection_lost"));

              PostUpdate locked = updates.lockWaiting(draft.id(), clock.instant()).getFirst();

              assertEquals(UpdateState.REQUESTED, locked.state);
              assertEquals(List.of(2), locked.doubtedRevisions);
            });
  }

  private UUID published(Draft draft) {
    Sending sending = begun(draft).getFirst();
    UUID post = sending.publicationId();
    publications.record(
        post,
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.empty(), Optional.of("post " + post)));
    return post;
  }
}
