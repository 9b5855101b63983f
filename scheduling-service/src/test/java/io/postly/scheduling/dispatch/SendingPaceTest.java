package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telegram takes five posts of a channel at once, and then one in four seconds. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SendingPaceTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int BURST = 5;

  @Inject PublicationLedger ledger;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldSpaceThePostsOfAChannel() {
    planOnTelegram(sandbox("Telegram"), BURST + 3);
    clock.advance(SOON);

    assertEquals(BURST, ledger.claim(100).size());
    assertEquals(0, ledger.claim(100).size());
    clock.advance(Duration.ofSeconds(4));
    assertEquals(1, ledger.claim(100).size());
    clock.advance(Duration.ofSeconds(8));
    assertEquals(2, ledger.claim(100).size());
  }

  @Test
  void shouldHoldNoOtherChannel() {
    planOnTelegram(sandbox("Telegram"), BURST + 10);
    UUID other = sandbox("Other");
    UUID waiting = scheduled(content.approvedDraft(workspace, "Other", other), SOON);
    UUID paced = sandbox("Another of Telegram");
    planOnTelegram(paced, 1);
    clock.advance(SOON);

    List<Claim> first = ledger.claim(BURST + 2);
    List<Claim> second = ledger.claim(BURST + 2);

    assertEquals(BURST, first.size());
    assertEquals(2, second.size());
    assertTrue(second.stream().anyMatch(claim -> claim.publicationId().equals(waiting)));
  }

  private void planOnTelegram(UUID channel, int posts) {
    for (int i = 0; i < posts; i++) {
      scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    }
    execute("UPDATE channel SET network = 'telegram' WHERE id = '%s'".formatted(channel));
    execute(
        "UPDATE publication SET network = 'telegram' WHERE channel_id = '%s'".formatted(channel));
  }
}
