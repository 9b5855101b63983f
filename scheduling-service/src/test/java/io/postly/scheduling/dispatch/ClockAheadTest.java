package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.blob.BlobMemory;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.metric.Metric;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.clock.ClockWatch;
import io.postly.scheduling.clock.SharedClock;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.postly.scheduling.publication.WorkspaceShares;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica's clock is wrong: nothing goes out early, nothing twice. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ClockAheadTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofSeconds(31);
  private static final Duration SEVERAL_ROUNDS = Duration.ofMillis(1200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject WorkspaceShares shares;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject SchedulingConfig config;
  @Inject DispatchTraces traces;
  @Inject BlobMemory memory;

  private final MovableClock databaseClock = new MovableClock();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private DispatchLoop loop;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void stop() {
    if (loop != null) {
      loop.stop(null);
    }
  }

  @Test
  void shouldSendAtItsTimeAndNotAsTheClockThatIsAheadHasIt() throws Exception {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), HALF_AN_HOUR);
    clock.advance(HOUR);
    startLoop();
    Thread.sleep(SEVERAL_ROUNDS);
    assertEquals(1, publications(id, "planned"));
    assertEquals(3600, aheadSeconds(), 1);

    clock.advance(HOUR.negated());
    Thread.sleep(SEVERAL_ROUNDS);
    assertEquals(1, publications(id, "planned"));
    assertEquals(0, aheadSeconds(), 1);

    databaseClock.advance(HALF_AN_HOUR);
    clock.advance(HALF_AN_HOUR);
    awaitPublished(id);
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM sandbox_post WHERE publication_id = '" + id + "'"));
  }

  @Test
  void shouldNotTakeOverWhatIsBeingSent() throws Exception {
    AtomicLong publishing = new AtomicLong();
    UUID[] id = new UUID[1];
    FakeReceiver.Behaviour whileTheClockJumps =
        connection -> {
          clock.advance(HOUR);
          sleep(SEVERAL_ROUNDS);
          publishing.set(publications(id[0], "publishing"));
          FakeReceiver.status(204).answer(connection);
        };
    try (FakeReceiver receiver = FakeReceiver.plain(whileTheClockJumps)) {
      id[0] =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      databaseClock.advance(SOON);
      clock.advance(SOON);
      startLoop();

      awaitPublished(id[0]);
      assertEquals(1, publishing.get());
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldSendOnceThoughTheClockIsSetBackWhileItIsClaimed() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      clock.advance(SOON);
      Dispatcher pausing =
          dispatchers.with(DispatchSettings.pausingBeforeSend(Duration.ofMillis(1500)));
      assertEquals(1, pausing.run());
      clock.advance(HOUR.negated());
      pausing.awaitIdle();
      assertEquals(0, runToEnd());
      assertEquals(0, receiver.received().size());

      clock.advance(HOUR);
      clock.advance(LEASE);
      runToEnd();
      clock.advance(LEASE);
      runToEnd();

      assertEquals(1, publications(id, "published"));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldSendOnceThoughTheClockIsSetBackWhileItIsBeingSent() {
    FakeReceiver.Behaviour whileTheClockIsSetBack =
        connection -> {
          clock.advance(HOUR.negated());
          runToEnd();
          FakeReceiver.status(204).answer(connection);
        };
    try (FakeReceiver receiver = FakeReceiver.plain(whileTheClockIsSetBack)) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      clock.advance(SOON);
      assertEquals(1, runToEnd());

      clock.advance(HOUR);
      clock.advance(LEASE);
      runToEnd();
      settlement().run();

      assertEquals(1, publications(id, "published"));
      assertEquals(1, receiver.received().size());
    }
  }

  private int runToEnd() {
    Dispatcher dispatcher = dispatchers.usual();
    int claimed = dispatcher.run();
    dispatcher.awaitIdle();
    return claimed;
  }

  /** As a replica has it whose database's clock the test sets. */
  private void startLoop() {
    ClockWatch watch = new ClockWatch(clock, this::databaseTime, meters);
    loop =
        new DispatchLoop(
            ledger,
            batches,
            parts,
            updates,
            shares,
            networks,
            vault,
            settlement(),
            traces,
            memory,
            watch,
            config());
    loop.start(null);
  }

  /** The service's own would be stopped with the loop. */
  private Settlement settlement() {
    return new Settlement(ledger, parts, networks, vault, clock, config);
  }

  private SharedClock.Reading databaseTime() {
    long now = System.nanoTime();
    return new SharedClock.Reading(databaseClock.instant(), now, now);
  }

  private static SchedulingConfig config() {
    Map<String, String> settings =
        Map.of(
            "postly.scheduling.dispatch.enabled",
            "true",
            "postly.scheduling.credentials-key",
            "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=");
    return new SmallRyeConfigBuilder()
        .withMapping(SchedulingConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(SchedulingConfig.class);
  }

  private double aheadSeconds() {
    return meters.get(Metric.CLOCK_AHEAD.prometheusName()).gauge().value();
  }

  private static long publications(UUID id, String state) {
    return PostlyBackends.count(
        "SELECT count(*) FROM publication WHERE id = '%s' AND state = '%s'".formatted(id, state));
  }

  private static void awaitPublished(UUID id) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (publications(id, "published") == 0) {
      assertTrue(System.nanoTime() < end, "It is not published");
      Thread.sleep(50);
    }
  }

  private static void sleep(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
