package io.postly.scheduling.bench;

import io.postly.action.fixture.BenchmarkDatabase;

/** What benchmarks fill. */
final class BenchmarkTables {

  private BenchmarkTables() {}

  /** Forgets what another benchmark has left. */
  static void empty(BenchmarkDatabase database) {
    database.run(
        "TRUNCATE publication, draft_copy, draft_revision, approval_copy, channel CASCADE");
    database.run("DROP TABLE IF EXISTS scheduled_tasks");
  }
}
