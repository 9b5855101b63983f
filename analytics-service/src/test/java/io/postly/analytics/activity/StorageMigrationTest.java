package io.postly.analytics.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What becomes of the calls and workflows of a version that kept them in one table. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class StorageMigrationTest {

  private static final String SCHEMA = "an_earlier_release";
  private static final String DRAFT = "0198f2a0-0000-7000-8000-000000000001";

  @Inject DataSource dataSource;

  @Test
  void everyCallIsKeptAndMarkedAndWorkflowsKnowTheirClient() throws SQLException {
    flyway("3").migrate();
    call("1972-02-28T23:59:59.999999Z", "chat");
    call("1972-02-29T23:59:59.999999Z", "script");
    call("1972-03-01T00:00:00Z", "script");
    run(
        ("INSERT INTO %s.workflow (draft_id, workspace, channel, started_at, submitted_at, last_heard_at)"
                + " VALUES ('%s', 'w', 'mcp', '1972-03-01Z', now(), now())")
            .formatted(SCHEMA, DRAFT));
    run(
        ("INSERT INTO %s.decision (review_id, draft_id, workspace, decision, channel, requested_at, decided_at)"
                + " VALUES (gen_random_uuid(), '%s', 'w', 'approved', 'mcp', '1972-03-01Z', '1972-03-01T23:00:00Z')")
            .formatted(SCHEMA, DRAFT));

    flyway("5").migrate();

    assertEquals(3, count("activity"));
    assertEquals(2, count("activity_1972_02"));
    assertEquals(1, count("activity_1972_03"));
    assertEquals(3, count("activity_mark"));
    assertEquals(1, count("workflow WHERE client = 'chat' AND review_state = 'approved'"));

    countedBefore("1972-02-28T23:00:00Z", "chat");
    countedBefore("1972-02-28T23:00:00Z", "script");
    countedBefore("1972-03-01T00:00:00Z", "script");
    flyway("latest").migrate();

    assertEquals(1, count("activity_day_total WHERE counted_by = 'none' AND calls = 2"));
    assertEquals(1, count("activity_day_total WHERE channel = 'mcp' AND calls = 2"));
    assertEquals(4, count("activity_day_total"));
    assertEquals(2, count("activity_month_mark"), "the months are counted later");
    assertEquals(1, count("decision WHERE client = 'chat' AND NOT repeated"));
    assertEquals(1, count("workflow_mark"), "so are the days of workflows");
  }

  /** As the version before has counted an hour, which is all of its day. */
  private void countedBefore(String hour, String client) throws SQLException {
    for (String span : List.of("hour", "day")) {
      run(
          "INSERT INTO %s.activity_%s SELECT 'w', date_trunc('%s', CAST('%s' AS timestamptz), 'UTC'), 'a', 's', 'mcp', '%s', 'ok', NULL, 1, 0, 1"
              .formatted(SCHEMA, span, span, hour, client));
    }
  }

  private void call(String at, String client) throws SQLException {
    run(
        ("INSERT INTO %s.activity (action_id, workspace, at, action, service, read_only, outcome, replayed, person_id,"
                + " person_name, channel, client, draft_id, duration_ms) VALUES (gen_random_uuid(), 'w', '%s', 'update_draft',"
                + " 'drafts-service', false, 'ok', false, 'p', 'P', 'mcp', '%s', '%s', 1)")
            .formatted(SCHEMA, at, client, DRAFT));
  }

  private void run(String statement) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  private static long count(String table) {
    return PostlyBackends.count("SELECT count(*) FROM " + SCHEMA + "." + table);
  }

  private Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(dataSource)
        .schemas(SCHEMA)
        .locations("db/migration")
        .target(target)
        .load();
  }
}
