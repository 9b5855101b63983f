package io.postly.scheduling.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.serializer.JavaSerializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.scheduling.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * db-scheduler by lock-and-fetch, with one task for each post, which sends as the service does. Its
 * table is as its documentation has it, its limits are those that this recommends for high
 * throughput.
 */
final class DbSchedulerContender implements Contender {

  private static final String TASK = "publish";
  private static final double LOWER_LIMIT = 1.0;
  private static final double UPPER_LIMIT = 4.0;
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (
        task_name            text        NOT NULL,
        task_instance        text        NOT NULL,
        task_data            bytea,
        state                text,
        execution_time       timestamptz,
        picked               boolean     NOT NULL,
        picked_by            text,
        last_success         timestamptz,
        last_failure         timestamptz,
        consecutive_failures integer,
        last_heartbeat       timestamptz,
        version              bigint      NOT NULL,
        priority             smallint,
        PRIMARY KEY (task_name, task_instance)
      )
      """;
  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
          "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)",
          "CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC,"
              + " execution_time)");
  private static final String PLAN_AHEAD =
      """
      INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
      SELECT ?, gen_random_uuid(), ?, CAST(? AS timestamptz) + random() * interval '364 days', false, 1
      FROM generate_series(1, ?)
      """;

  private final BenchmarkDatabase database;
  private final DataSource pool;
  private final Duration pollingInterval;
  private final OneTimeTask<String> task;
  private final JdbcTaskRepository repository;
  private Scheduler scheduler;

  /** Makes its table. */
  DbSchedulerContender(
      BenchmarkDatabase database,
      DataSource pool,
      Duration pollingInterval,
      Network webhook,
      Target target) {
    this.database = database;
    this.pool = pool;
    this.pollingInterval = pollingInterval;
    task =
        Tasks.oneTime(TASK, String.class)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(pollingInterval))
            .execute(
                (instance, context) ->
                    target.send(
                        webhook,
                        UUID.fromString(instance.getId()),
                        instance.getData(),
                        context.getExecution().executionTime));
    SystemClock clock = new SystemClock();
    repository =
        new JdbcTaskRepository(
            pool,
            false,
            JdbcTaskRepository.DEFAULT_TABLE_NAME,
            new TaskResolver(new SchedulerListeners(), clock, List.of(task)),
            new SchedulerName.Fixed("bench"),
            false,
            clock);
    database.run(TABLE);
    INDEXES.forEach(database::run);
    scheduler = newScheduler();
  }

  private Scheduler newScheduler() {
    return Scheduler.create(pool, task)
        .threads(BenchmarkSettings.CONCURRENCY)
        .pollingInterval(pollingInterval)
        .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
        .build();
  }

  @Override
  public String name() {
    return "db-scheduler";
  }

  @Override
  public void planAhead(int posts) {
    database.run(
        PLAN_AHEAD,
        TASK,
        new JavaSerializer().serialize(Target.TEXT),
        Instant.now().plus(AHEAD),
        posts);
  }

  @Override
  public void plan(int posts, Instant dueAt) {
    List<TaskInstance<?>> instances = new ArrayList<>();
    for (int n = 0; n < posts; n++) {
      instances.add(task.instance(UUID.randomUUID().toString(), Target.TEXT));
    }
    scheduler.scheduleBatch(instances, dueAt);
    database.run("ANALYZE scheduled_tasks");
  }

  @Override
  public int claim() {
    return repository.lockAndGetDue(Instant.now(), BenchmarkSettings.CONCURRENCY).size();
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public void stop() {
    scheduler.stop();
    scheduler = newScheduler();
  }

  @Override
  public long unfinished() {
    return database.read(
        Long.class, "SELECT count(*) FROM scheduled_tasks WHERE execution_time <= now()");
  }

  @Override
  public void clear() {
    database.run(
        "DELETE FROM scheduled_tasks WHERE execution_time < ?",
        Instant.now().plus(AHEAD.dividedBy(2)));
  }
}
