package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which channels a look is needed at. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ChannelHealthTest extends SchedulingScenario {

  @Inject ChannelHealth health;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    mendChannels();
  }

  private void mendChannels() {
    execute(
        "UPDATE channel SET trouble = NULL, trouble_since = NULL WHERE disconnected_at IS NULL");
  }

  @Test
  void shouldTellOfChannelsWhoseLatestPostFailedUntilOneArrives() {
    UUID one = sandbox("One");
    UUID two = sandbox("Two");
    ended(one, "published", 3);
    ended(one, "failed", 2);
    ended(two, "unconfirmed", 2);
    expect(2);

    ended(one, "published", 1);
    expect(1);
  }

  @Test
  void shouldTellOfAChannelOnWhichThreadsStop() {
    UUID channel = sandbox("One");
    ended(channel, "published", 2);
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, reason, attempt, changed_at)
        SELECT gen_random_uuid(), id, 2, draft_id, workspace, channel_id, network, 'failed',
          'http_400', 1, now() - interval '1 hour'
        FROM publication WHERE channel_id = '%s'
        """
            .formatted(channel));
    expect(1);

    execute("UPDATE publication_part SET reason = 'post_deleted'");
    expect(0);
  }

  /** Posts that it takes no more wait, and none of them fails. */
  @Test
  void shouldTellOfAChannelInTroubleUntilItIsReconnected() {
    UUID channel = sandbox("One");
    ended(channel, "published", 2);
    sandbox("Without posts");
    execute(
        "UPDATE channel SET trouble = 'http_401', trouble_since = now() - interval '1 hour'"
            + " WHERE workspace = '%s'".formatted(workspace));
    expect(2);

    mendChannels();
    expect(0);
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    ended(sandbox("One"), "failed", 31 * 24);

    expect(0);
  }

  private void ended(UUID channel, String state, int hoursAgo) {
    UUID id = scheduled(content.approvedDraft(workspace, "Text", channel), Duration.ofDays(1));
    execute(
        "UPDATE publication SET state = '%s', changed_at = now() - interval '%d hours', published_at = %s WHERE id = '%s'"
            .formatted(state, hoursAgo, state.equals("published") ? "now()" : "NULL", id));
  }

  private void expect(int failing) {
    health.measure();
    String wanted = "postly_channels_failing{network=\"sandbox\"} " + failing + ".0";
    assertTrue(RestAssured.get("/q/metrics").asString().lines().anyMatch(wanted::equals), wanted);
  }
}
