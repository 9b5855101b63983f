package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of 128 posts at the same time, which is the default, 96 may be of one workspace. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WorkspaceSharesTest extends SchedulingScenario {

  private static final int MOST = 96;
  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject PublicationLedger ledger;
  @Inject WorkspaceShares shares;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void endAll() {
    IntStream.range(0, MOST).forEach(_ -> shares.end(workspace));
  }

  @Test
  void shouldClaimNothingOfAWorkspaceThatHasItsShare() {
    plan(2);
    sending(MOST);

    assertEquals(0, ledger.claim(10).size());
    shares.end(workspace);
    assertEquals(1, ledger.claim(10).size());
  }

  @Test
  void shouldClaimWhatIsDueLaterOfOthersInstead() {
    plan(3);
    sending(MOST - 1);
    String other = other("w-other-" + workspace);

    List<Claim> claims = ledger.claim(2);

    assertEquals(
        Set.of(workspace, other), Set.copyOf(claims.stream().map(Claim::workspace).toList()));
  }

  @Test
  void shouldForgetWhatHasEnded() {
    sending(MOST);
    assertFalse(shares.room().take(workspace));
    assertEquals(Set.of(workspace), shares.room().full());

    IntStream.range(0, MOST).forEach(_ -> shares.end(workspace));

    assertTrue(shares.room().taken().isEmpty());
    assertTrue(shares.room().take(workspace));
  }

  private void plan(int posts) {
    for (int i = 0; i < posts; i++) {
      scheduled(content.approvedDraft(workspace, "Hello", sandbox("One " + i)), SOON);
    }
    clock.advance(SOON);
  }

  /** A post of another workspace, due after all others. */
  private String other(String name) {
    execute(
        """
        UPDATE publication SET workspace = '%s', due_at = due_at + interval '1 second'
        WHERE id = (SELECT id FROM publication ORDER BY due_at DESC, id DESC LIMIT 1)
        """
            .formatted(name));
    clock.advance(Duration.ofSeconds(2));
    return name;
  }

  private void sending(int posts) {
    IntStream.range(0, posts).forEach(_ -> shares.begin(workspace));
  }
}
