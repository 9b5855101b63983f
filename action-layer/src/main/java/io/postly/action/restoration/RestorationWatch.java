package io.postly.action.restoration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Notices that the database was brought back from a backup, where nobody said so. A replica that
 * starts takes a database that is elsewhere than it was for restored. One that was running when a
 * standby took over knows better, and notes where the database is now.
 *
 * <p>Not noticed is what leaves no trace: a copy of the server's files that is started without a
 * recovery to a moment, such as a volume's snapshot.
 */
@ApplicationScoped
class RestorationWatch {

  private static final Logger LOG = Logger.getLogger(RestorationWatch.class);

  /** Before anything is sent or received. */
  private static final int FIRST = 1;

  private final RestorationTable table;
  private final Clock clock;
  private volatile DatabaseIdentity seen;

  RestorationWatch(RestorationTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  void start(@Observes @Priority(FIRST) StartupEvent started) {
    seen = null;
    try {
      look();
    } catch (SQLException e) {
      LOG.warn(
          "Whether this database was restored cannot be noticed here: whoever restores it has to say so",
          e);
    }
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void follow() {
    if (seen != null) {
      try {
        look();
      } catch (SQLException e) {
        LOG.debug("It was not read where this database is", e);
      }
    }
  }

  void look() throws SQLException {
    DatabaseIdentity here = table.identity();
    if (!here.equals(seen)) {
      QuarkusTransaction.requiringNew().run(() -> compare(here));
      seen = here;
    }
  }

  private void compare(DatabaseIdentity here) {
    DatabaseIdentity noted = table.lockNoted(here);
    if (noted.equals(here)) {
      return;
    }
    table.note(here);
    if (wasTakenOver(noted, here)) {
      LOG.info("Another server of this database has taken over");
    } else {
      table.addNoticed(clock.instant());
      LOG.warn("This database was restored from a backup: what was done since is not known to it");
    }
  }

  private boolean wasTakenOver(DatabaseIdentity noted, DatabaseIdentity here) {
    return noted.equals(seen) && here.isInThePlaceOf(noted);
  }
}
