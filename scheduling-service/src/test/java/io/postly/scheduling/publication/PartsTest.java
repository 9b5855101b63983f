package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided on is what is locked, whatever was read before. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PartsTest extends SchedulingScenario {

  @Inject PublicationLedger ledger;
  @Inject Publications publications;
  @Inject PublicationViews views;
  @Inject Parts parts;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldLockPartsAsTheyAreAndNotAsTheyWereShown() {
    UUID post = postWithPart();

    List<PartState> seen =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  PartState shown = shownPart(post);
                  elsewhere(
                      "UPDATE publication_part SET state = 'unconfirmed', reason = 'timeout'");
                  return List.of(shown, parts.lockOf(post).getFirst().state);
                });

    assertEquals(List.of(PartState.PLANNED, PartState.UNCONFIRMED), seen);
  }

  private PartState shownPart(UUID post) {
    PublicationView shown = views.of(workspace, List.of(publications.find(post))).getFirst();
    return PartState.of(shown.thread().getFirst().state()).orElseThrow();
  }

  /** As another dispatcher does it: on a connection of its own, and committed. */
  private void elsewhere(String statement) {
    QuarkusTransaction.requiringNew().run(() -> execute(statement));
  }

  /** A post that stands, and the part after it, whose turn it is. */
  private UUID postWithPart() {
    Sending sending =
        begun(content.approvedThread(workspace, "One", List.of("Two"), sandbox("One"))).getFirst();
    ledger.record(
        sending.publicationId(),
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.empty(), Optional.of("1")));
    return sending.publicationId();
  }
}
