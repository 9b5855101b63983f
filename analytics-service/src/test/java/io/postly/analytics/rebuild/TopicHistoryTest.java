package io.postly.analytics.rebuild;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class TopicHistoryTest {

  private static final String BEFORE_THE_LOSS =
      "SELECT count(*) FROM workflow WHERE workspace = 'before-the-loss'";

  @Inject RebuildDrill rebuild;
  @Inject DataSource database;

  @Test
  void topicsThatHaveAllTheirEventsAreWhole() {
    assertDoesNotThrow(() -> rebuild.requireWhole(List.of("postly.drafts", "postly.actions")));
  }

  @Test
  void aTopicThatHasLostEventsIsRefused() throws Exception {
    String topic = "shortened-" + UUID.randomUUID();
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      TestEvents.publish(topic, "io.postly.test.v1", UUID.randomUUID(), "elsewhere", "{}");
      TestEvents.publish(topic, "io.postly.test.v1", UUID.randomUUID(), "elsewhere", "{}");
      rebuild.requireWhole(List.of(topic));
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> rebuild.requireWhole(List.of(topic)));
    assertTrue(refusal.getMessage().contains("no longer has its first 1 events"));
  }

  @Test
  void aTopicThatIsShorterThanWhatItHasBroughtIsRefused() {
    TestEvents.publish(
        "postly.dead-letters", "io.postly.test.v1", UUID.randomUUID(), "elsewhere", "{}");
    assertDoesNotThrow(() -> rebuild.requireAtLeast("postly.dead-letters", 1));

    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () -> rebuild.requireAtLeast("postly.dead-letters", 1_000_000));

    assertTrue(refusal.getMessage().contains("was made anew"));
  }

  /**
   * As after Kafka was lost, and its topics were made with the same names: they have fewer events
   * than there are rows.
   */
  @Test
  void nothingIsEmptiedWhenTheTopicsWereMadeAnew() throws SQLException {
    execute(
        """
        INSERT INTO workflow (draft_id, workspace, started_at, last_heard_at)
        SELECT gen_random_uuid(), 'before-the-loss', now(), now() FROM generate_series(1, 10000)
        """);

    try {
      assertThrows(IllegalStateException.class, () -> rebuild.emptyOnce("after-the-loss"));
      assertEquals(10_000, PostlyBackends.count(BEFORE_THE_LOSS));
    } finally {
      execute("DELETE FROM workflow WHERE workspace = 'before-the-loss'");
    }
  }

  @Test
  void withoutARebuildTheConsumerGroupIsTheServices() {
    assertEquals("analytics-service", group());
  }

  private void execute(String change) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private static String group() {
    return ConfigProvider.getConfig()
        .getValue("mp.messaging.incoming.events.group.id", String.class);
  }

  private static Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)));
  }
}
