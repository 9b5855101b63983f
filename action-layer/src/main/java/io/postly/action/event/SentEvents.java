package io.postly.action.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Events that were sent, for a while. After the database was restored they are sent again, before
 * anything new is: whoever had not applied them by the moment of the backup, and was restored to it
 * too, would never get them otherwise.
 */
@ApplicationScoped
class SentEvents {

  private static final Logger LOG = Logger.getLogger(SentEvents.class);

  /** After it was noticed that the database was restored, and before the relay starts. */
  private static final int SECOND = 2;

  private static final String CLAIM =
      "UPDATE restoration SET sent_again_at = ? WHERE sent_again_at IS NULL";
  private static final String TAKE_TIME = "SET LOCAL statement_timeout = 0";
  private static final String SEND_AGAIN = "SELECT send_again('-infinity')";
  private static final String PURGE = "DELETE FROM sent_event WHERE sent_at < ?";

  private final DataSource dataSource;
  private final SentEventsConfig config;
  private final Clock clock;

  SentEvents(DataSource dataSource, SentEventsConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes @Priority(SECOND) StartupEvent started) {
    QuarkusTransaction.requiringNew().run(this::sendAgainOnceRestored);
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    QuarkusTransaction.requiringNew().run(() -> purge(clock.instant().minus(config.retention())));
  }

  private void sendAgainOnceRestored() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      if (claim.executeUpdate() > 0) {
        LOG.infof("%d events are sent again after a restore", sendAgain(connection));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Events were not sent again after a restore", e);
    }
  }

  private static long sendAgain(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(TAKE_TIME);
      try (ResultSet count = statement.executeQuery(SEND_AGAIN)) {
        count.next();
        return count.getLong(1);
      }
    }
  }

  private void purge(Instant before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(PURGE)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Old sent events were not removed", e);
    }
  }
}
