package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each round of each dispatcher looks for what is late: however much is planned for later. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class OverdueQueryTest extends SchedulingScenario {

  private static final Pattern READ_IN_VAIN = Pattern.compile("Rows Removed by Filter: (\\d+)");

  @Inject DataSource planner;

  @Test
  void shouldNotReadWhatIsPlannedForLater() throws SQLException {
    forgetPublications();
    plan(5000, sandbox("One"));

    assertTrue(readInVain() < 100);

    forgetPublications();
  }

  private void plan(int posts, UUID channel) {
    execute(
        """
        INSERT INTO publication (id, workspace, draft_id, channel_id, network, state, revision, content_hash, due_at,
          requested_by, requested_by_name, requested_through, requested_at, changed_at, attempt)
        SELECT gen_random_uuid(), '%s', gen_random_uuid(), '%s', 'sandbox', 'planned', 1, 'hash',
          now() + n * interval '1 hour', 'p', 'P', 'mcp', now(), now(), 0
        FROM generate_series(1, %d) n
        """
            .formatted(workspace, channel, posts));
    execute("ANALYZE publication");
  }

  private int readInVain() throws SQLException {
    String query =
        Publications.OVERDUE
            .replace(":known", "'1970-01-01'")
            .replace(":limit", "100")
            .replace(":aside", "'{}'")
            .replaceAll(
                ":(late|approvable|skipped|tolerated|sendable)", "now() - interval '5 minutes'");
    int rows = 0;
    try (Connection connection = planner.getConnection();
        Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN (ANALYZE) " + query)) {
      while (plan.next()) {
        Matcher found = READ_IN_VAIN.matcher(plan.getString(1));
        rows += found.find() ? Integer.parseInt(found.group(1)) : 0;
      }
    }
    return rows;
  }
}
