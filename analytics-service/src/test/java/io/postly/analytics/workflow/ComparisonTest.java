package io.postly.analytics.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What work by hand costs that becomes known after what is compared with it. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ComparisonTest {

  private static final int IN_ONE_RUN =
      StockTaking.COMPARED_AT_ONCE * StockTaking.COMPARISONS_IN_A_ROW;
  private static final int ALL = IN_ONE_RUN + StockTaking.COMPARED_AT_ONCE / 2;

  @Inject ClosingDrill closing;
  @Inject DataSource dataSource;

  @BeforeEach
  void nothingIsLeftToCompare() throws SQLException {
    run("DELETE FROM comparison");
  }

  @Test
  void isBoundedAndGoesOnWhereItCameTo() throws SQLException {
    String workspace = "comparison";
    assistants(workspace, ALL, "2026-02-01T00:00:00Z");
    byHand(workspace, 3, "2026-01-31T00:00:00Z");

    closing.closeEnded();
    assertEquals(0, due(workspace), "nobody's time is worked out again");
    assertEquals(IN_ONE_RUN, compared(workspace));

    byHand(workspace, 1, "2026-02-01T00:00:00.000001Z");
    closing.closeEnded();
    assertEquals(0, due(workspace));
    closing.closeEnded();
    assertEquals(ALL, compared(workspace));
    assertEquals(0, PostlyBackends.count("SELECT count(*) FROM comparison"));
  }

  @Test
  void ofWorkByHandThatComesLateIsWithWhatWasPublishedNoLater() throws SQLException {
    String workspace = "comparison-late";
    assistants(workspace, 6, "2026-02-01T00:00:00Z");
    byHand(workspace, 3, "2026-02-01T00:00:00.000004Z");

    closing.closeEnded();

    assertEquals(1, compared(workspace), "of the assistants', six microseconds, only the last");
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM workflow WHERE workspace = '%s' AND saved_seconds = 0 - 600"
                .formatted(workspace)));
  }

  /** Published one microsecond after the other, and compared with the configured baseline. */
  private void assistants(String workspace, int many, String since) throws SQLException {
    run(
        """
        INSERT INTO workflow (draft_id, workspace, channel, started_at, published_at, last_heard_at, person_seconds,
          saved_seconds, baseline, baseline_seconds)
        SELECT gen_random_uuid(), '%s', 'mcp', '2026-01-01Z', CAST('%s' AS timestamptz) + n * interval '1 microsecond',
          '2026-01-01Z', 600, 2100, 'configured', 2700
        FROM generate_series(1, %d) n
        """
            .formatted(workspace, since, many));
  }

  /** Published one microsecond after the other, and due; nobody's call tells of work. */
  private void byHand(String workspace, int many, String since) throws SQLException {
    run(
        """
        INSERT INTO workflow (draft_id, workspace, channel, started_at, published_at, last_heard_at, stock_due)
        SELECT gen_random_uuid(), '%s', 'console', '2026-01-01Z', CAST('%s' AS timestamptz) + n * interval '1 microsecond',
          '2026-01-01Z', true
        FROM generate_series(0, %d - 1) n
        """
            .formatted(workspace, since, many));
  }

  private static long due(String workspace) {
    return PostlyBackends.count(
        "SELECT count(*) FROM workflow WHERE workspace = '%s' AND stock_due".formatted(workspace));
  }

  private static long compared(String workspace) {
    return PostlyBackends.count(
        "SELECT count(*) FROM workflow WHERE workspace = '%s' AND baseline = 'workspace'"
            .formatted(workspace));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
