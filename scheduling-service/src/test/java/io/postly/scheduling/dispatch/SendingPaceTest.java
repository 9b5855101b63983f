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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Telegram takes five posts of a channel at once, and then one in four seconds; and of a bot
 * twenty, and then one in fifty milliseconds.
 */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SendingPaceTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int BURST = 5;
  private static final int BURST_OF_A_BOT = 20;

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

    List<Claim> claims = ledger.claim(BURST + 2);

    assertEquals(BURST + 2, claims.size());
    assertTrue(claims.stream().anyMatch(claim -> claim.publicationId().equals(waiting)));
  }

  @Test
  void shouldSpaceThePostsOfAllChannelsOfABot() {
    execute(
        """
        INSERT INTO network_server (name, network)
        VALUES ('telegram/%1$s', 'telegram'), ('telegram/other %1$s', 'telegram')
        """
            .formatted(workspace));
    for (int i = 0; i < 10; i++) {
      planOnTelegram(channelOf("telegram/" + workspace, "Telegram " + i), BURST);
    }
    planOnTelegram(channelOf("telegram/other " + workspace, "Of another bot"), 1);
    clock.advance(SOON);

    Instant begun = clock.instant();
    assertEquals(BURST_OF_A_BOT + 1, ledger.claim(100).size());
    clock.advance(Duration.ofMillis(200));
    int next = ledger.claim(100).size();

    long turns = Duration.between(begun, clock.instant()).dividedBy(Duration.ofMillis(50));
    assertTrue(next >= 4 && next <= turns, next + " of " + turns);
  }

  private UUID channelOf(String bot, String name) {
    UUID channel = sandbox(name);
    execute("UPDATE channel SET server = '%s' WHERE id = '%s'".formatted(bot, channel));
    return channel;
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
