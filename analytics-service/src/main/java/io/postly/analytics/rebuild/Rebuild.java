package io.postly.analytics.rebuild;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Empties, once per name, all that events have made, before the consumer group of that name begins
 * to read them from the beginning.
 */
@ApplicationScoped
class Rebuild {

  private static final Logger LOG = Logger.getLogger(Rebuild.class);

  /** Before messages are received. */
  private static final int FIRST = 1;

  private static final String NOTED = "SELECT 1 FROM rebuild WHERE name = ?";
  private static final String CLAIM =
      "INSERT INTO rebuild (name, emptied_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
  // The marks of applied events go too: events that come again are to be applied again.
  private static final String EMPTY =
      """
      TRUNCATE activity, activity_mark, activity_hour, activity_day, activity_day_total, activity_month_mark,
        activity_month_total, workflow, publication, decision, workflow_mark, workflow_day, saved_day, decision_day,
        workflow_month_mark, wait_month, comparison,
        published_post, draft_revision, inbox
      """;

  /** How many events of each topic have made what is here, at least. */
  private static final Map<String, String> HELD =
      Map.of(
          "postly.actions", "SELECT count(*) FROM activity",
          "postly.drafts", "SELECT count(*) FROM workflow WHERE started_at IS NOT NULL",
          "postly.approvals", "SELECT count(*) FROM decision",
          "postly.publications", "SELECT count(*) FROM publication");

  private final DataSource dataSource;
  private final TopicHistory topics;
  private final AnalyticsConfig config;
  private final Optional<String> consumerGroup;
  private final Clock clock;

  Rebuild(
      DataSource dataSource,
      TopicHistory topics,
      AnalyticsConfig config,
      @ConfigProperty(name = "mp.messaging.incoming.events.group.id")
          Optional<String> consumerGroup,
      Clock clock) {
    this.consumerGroup = consumerGroup;
    this.dataSource = dataSource;
    this.topics = topics;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Refuses to start without a consumer group: each replica would read everything as a group of its
   * own.
   */
  void onStart(@Observes @Priority(FIRST) StartupEvent event) {
    if (consumerGroup.filter(group -> !group.isBlank()).isEmpty()) {
      throw new IllegalStateException(
          "postly.analytics.rebuild is set and empty: leave it out, or give it a name");
    }
    config.rebuild().ifPresent(this::emptyOnce);
  }

  /**
   * Empties everything unless that was done under this name before.
   *
   * @throws IllegalStateException if the topics would not bring everything back; nothing is emptied
   *     then
   */
  void emptyOnce(String name) {
    if (isNoted(name)) {
      return;
    }
    // Before the transaction: other replicas that start do not wait for Kafka's answer.
    topics.requireWhole();
    HELD.forEach((topic, count) -> topics.requireAtLeast(topic, held(count)));
    if (QuarkusTransaction.requiringNew().call(() -> claimedAndEmptied(name))) {
      LOG.infof("Everything is built anew from the topics: %s", name);
    }
  }

  private boolean isNoted(String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(NOTED)) {
      select.setString(1, name);
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("It was not read whether there was a rebuild " + name, e);
    }
  }

  private long held(String count) {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(count)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("It was not counted what is here before a rebuild", e);
    }
  }

  private boolean claimedAndEmptied(String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        Statement statement = connection.createStatement()) {
      claim.setString(1, name);
      claim.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      if (claim.executeUpdate() == 0) {
        return false;
      }
      statement.execute(EMPTY);
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException("Nothing was emptied for the rebuild " + name, e);
    }
  }
}
