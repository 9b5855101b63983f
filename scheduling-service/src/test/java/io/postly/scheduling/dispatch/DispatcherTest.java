package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.ScriptedThreads;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DispatcherTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofSeconds(31);

  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;
  @Inject Networks networks;
  @Inject Settlement settlement;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void forgetRestores() {
    execute("DELETE FROM restoration");
  }

  @Test
  void shouldPublishWhatIsDueOnceAndTellOfWhatBecomesOfIt() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);

    runToEnd(dispatcher());
    runToEnd(dispatcher());

    Map<String, Object> shown = shown(id);
    assertEquals("published", shown.get("state"));
    assertEquals("sandbox:" + id, shown.get("url"));
    TestEvents.await(
        "postly.publications", found -> isOf(found, id) && stateIn(found).equals("published"));
    assertEquals(
        List.of("planned", "published"),
        TestEvents.all("postly.publications").stream()
            .filter(found -> isOf(found, id))
            .map(DispatcherTest::stateIn)
            .toList());
  }

  @Test
  void shouldNeverSendEarly() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON.minusSeconds(10));

    assertEquals(0, runToEnd(dispatcher()));

    assertEquals("planned", stateOf(id));
  }

  @Test
  void shouldSignWhatItSendsToAWebhook() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      Map<String, Object> connected =
          Requests.as(admin)
              .body(
                  Map.of(
                      "network",
                      "webhook",
                      "name",
                      "Hook",
                      "webhook",
                      Map.of("url", receiver.url("/hooks"))))
              .post(path("/channels"))
              .then()
              .extract()
              .path("");
      UUID channel = UUID.fromString((String) ((Map<?, ?>) connected.get("channel")).get("id"));
      UUID id = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
      clock.advance(SOON);

      runToEnd(dispatcher());

      assertEquals("published", stateOf(id));
      FakeReceiver.Received request = receiver.received().getFirst();
      assertEquals(id.toString(), request.headers().get("webhook-id"));
      assertEquals(
          signature((String) connected.get("webhook_secret"), request),
          request.headers().get("webhook-signature"));
      JsonNode body = new ObjectMapper().readTree(request.body());
      assertEquals("post.published", body.get("type").asText());
      assertEquals("Hello (webhook)", body.at("/data/text").asText());
      assertEquals(workspace, body.at("/data/workspace").asText());
      assertEquals(1, body.at("/data/revision").asInt());
      assertEquals(channel.toString(), body.at("/data/channel_id").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, published",
    "422, failed",
    "410, planned",
    "503, unconfirmed",
    "302, unconfirmed",
    "308, planned"
  })
  void shouldRecordWhatTheAnswerMeans(int status, String state) {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(status))) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      clock.advance(SOON);

      runToEnd(dispatcher());
      clock.advance(LEASE);
      runToEnd(dispatcher());

      assertEquals(state, stateOf(id));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldLetAFailedPostBeScheduledAgainButNotAnUnconfirmedOne() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(422))) {
      Draft draft = content.approvedDraft(workspace, "Hello", webhook(receiver.url("/")));
      scheduled(draft, SOON);
      clock.advance(SOON);
      runToEnd(dispatcher());
      schedule(wanted(draft, 1, clock.instant().plus(SOON))).statusCode(201);
    }
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(500))) {
      Draft draft = content.approvedDraft(workspace, "Hello", webhook(receiver.url("/")));
      scheduled(draft, SOON);
      clock.advance(SOON);
      runToEnd(dispatcher());
      schedule(wanted(draft, 1, clock.instant().plus(SOON)))
          .statusCode(409)
          .body("code", equalTo("outcome_unknown"));
    }
  }

  @Test
  void shouldLetAPersonSettleWhatNobodyElseKnows() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(500))) {
      Draft draft = content.approvedDraft(workspace, "Hello", webhook(receiver.url("/")));
      UUID lost = scheduled(draft, SOON);
      clock.advance(SOON);
      runToEnd(dispatcher());

      settle(editor, lost, "not_published").statusCode(403);
      settle(admin, lost, "not_published")
          .statusCode(409)
          .body("retryable", equalTo(true))
          .body("next_step", containsString("Look at the network again in "));
      clock.advance(Duration.ofMinutes(2));
      settle(admin, lost, "not_published").statusCode(200);
      assertEquals("failed", stateOf(lost));
      settle(admin, lost, "published").statusCode(409).body("code", equalTo("not_unconfirmed"));

      UUID again = scheduled(draft, SOON);
      clock.advance(SOON);
      runToEnd(dispatcher());
      settle(admin, again, "published").statusCode(200);
      assertEquals("published", stateOf(again));
      schedule(wanted(draft, 1, clock.instant().plus(SOON)))
          .statusCode(409)
          .body("code", equalTo("already_published"));
    }
  }

  @Test
  void shouldNotRepeatATextWhereItStandsWhenTheDraftGrows() {
    UUID first = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", first);
    scheduled(draft, SOON);
    clock.advance(SOON);
    runToEnd(dispatcher());
    Draft grown = new Draft(workspace, draft.id(), List.of(first, sandbox("Two")));
    content.revised(grown, 2, "Hello");
    content.approved(grown, 2, "Hello");

    schedule(wanted(grown, 2, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"))
        .body("violations", hasSize(1));
  }

  @Test
  void shouldNotSendOnceItsLeaseIsOver() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      UUID tried = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
      clock.advance(SOON);
      for (Claim claim : ledger.claim(10)) {
        Sending sending = ledger.begin(claim).orElseThrow();
        clock.advance(LEASE);
        dispatchers.usual().send(sending);
        clock.advance(LEASE.negated());
      }

      assertEquals("planned", stateOf(id));
      assertEquals("lease_lost", shown(id).get("reason"));
      assertEquals("planned", stateOf(tried));
      assertTrue(receiver.received().isEmpty());
    }
  }

  @Test
  void shouldSendAgainWhatWasCertainlyNotSentAlsoWhereOthersHaveTakenItForLost() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Sending frozen = begun();
    clock.advance(LEASE);
    runToEnd(dispatcher());
    assertEquals("unconfirmed", stateOf(id));

    dispatcher().send(frozen);

    assertEquals("planned", stateOf(id));
    assertEquals("lease_lost", shown(id).get("reason"));
    clock.advance(Duration.ofSeconds(13));
    runToEnd(dispatcher());
    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldNotPublishTheSameContentTwiceOnAChannel() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    scheduled(draft, SOON);
    clock.advance(SOON);
    runToEnd(dispatcher());

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
  }

  @Test
  void shouldSendEachOfManyOnceWhenDispatchersRace() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      List<UUID> ids = new ArrayList<>();
      UUID[] channels = {
        webhook(receiver.url("/a")), webhook(receiver.url("/b")), webhook(receiver.url("/c"))
      };
      for (int i = 0; i < 40; i++) {
        Draft draft = content.approvedDraft(workspace, "Hello " + i, channels);
        List<String> made =
            schedule(wanted(draft, 1, clock.instant().plus(SOON)))
                .extract()
                .path("publications.id");
        made.stream().map(UUID::fromString).forEach(ids::add);
      }
      clock.advance(SOON);

      int claimed = racing(dispatcher(), dispatcher(DispatchSettings.smallSteps()));

      assertEquals(120, claimed);
      List<String> sent =
          receiver.received().stream().map(one -> one.headers().get("webhook-id")).toList();
      assertEquals(120, sent.size());
      assertEquals(
          ids.stream().map(UUID::toString).collect(Collectors.toSet()), new HashSet<>(sent));
    }
  }

  @Test
  void shouldPlanAgainWhatACrashedDispatcherHadOnlyClaimed() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Claim abandoned = ledger.claim(10).getFirst();
    assertEquals(0, runToEnd(dispatcher()));
    assertEquals("claimed", stateOf(id));

    clock.advance(LEASE);
    assertEquals(1, runToEnd(dispatcher()));

    assertEquals("published", stateOf(id));
    assertEquals(Optional.empty(), ledger.begin(abandoned));
  }

  @Test
  void shouldNotLetALateHolderBeginAfterItsLease() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();

    clock.advance(LEASE);

    assertEquals(Optional.empty(), ledger.begin(claim));
    assertEquals("claimed", stateOf(id));
  }

  @Test
  void shouldNotKnowWhatBecameOfWhatACrashedDispatcherWasSending() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      clock.advance(SOON);
      begun();

      clock.advance(LEASE);
      runToEnd(dispatcher());
      clock.advance(Duration.ofMinutes(30));
      runToEnd(dispatcher());
      settlement.run();

      assertEquals("unconfirmed", stateOf(id));
      assertEquals("dispatcher_lost", shown(id).get("reason"));
      assertTrue(receiver.received().isEmpty());
    }
  }

  @Test
  void shouldBelieveTheAttemptThatSentEvenIfItComesLate() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Sending sending = begun();
    clock.advance(LEASE);
    runToEnd(dispatcher());

    ledger.record(id, UUID.randomUUID(), Delivery.NotDelivered.ofPost("http_410"));
    assertEquals("unconfirmed", stateOf(id));
    ledger.record(id, sending.token(), new Delivery.Delivered(clock.instant(), Optional.empty()));

    assertEquals("published", stateOf(id));
    ledger.record(id, sending.token(), Delivery.NotDelivered.ofPost("http_410"));
    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldSettleByReadingThatThePostStands() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Post post = begun().post();
    networks.get("sandbox").deliver(post, Optional.empty(), Instant.MAX);
    clock.advance(LEASE);
    runToEnd(dispatcher());
    assertEquals("unconfirmed", stateOf(id));

    settlement.run();

    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldSettleByAbsenceOnlyWhenNothingCanBeUnderWay() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    begun();
    clock.advance(LEASE);
    runToEnd(dispatcher());

    settlement.run();
    assertEquals("unconfirmed", stateOf(id));
    clock.advance(Duration.ofMinutes(2));
    settlement.run();

    assertEquals("failed", stateOf(id));
    assertEquals("not_on_network", shown(id).get("reason"));
  }

  @Test
  void shouldNotSendAgainWhatARestoredDatabaseDoesNotKnowToBeSent() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      UUID sent =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      UUID later =
          scheduled(
              content.approvedDraft(workspace, "Later", webhook(receiver.url("/later"))),
              SOON.multipliedBy(5));
      clock.advance(SOON);
      runToEnd(dispatcher());
      assertEquals("published", stateOf(sent));
      execute(
          "UPDATE publication SET state = 'planned', published_at = NULL, lease_token = NULL WHERE id = '%s'"
              .formatted(sent));
      clock.advance(SOON);

      restoreDatabase();
      runToEnd(dispatcher());

      assertEquals("unconfirmed", stateOf(sent));
      assertEquals("database_restored", shown(sent).get("reason"));
      assertEquals("planned", stateOf(later));
      assertEquals(1, receiver.received().size());
      clock.advance(SOON.multipliedBy(3));
      runToEnd(dispatcher());
      assertEquals("published", stateOf(later));
      settle(admin, sent, "published").statusCode(200);
      assertEquals(shown(sent).get("due_at"), shown(sent).get("published_at"));
    }
  }

  @Test
  void shouldDoubtAfterARestoreWhateverMayHaveGoneOut() {
    UUID claimed = scheduled(content.approvedDraft(workspace, "Claimed", sandbox("One")), SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();
    Draft unapproved = Draft.in(workspace, sandbox("Two"));
    content.revised(unapproved, 1, "Approved later");
    UUID waiting = scheduled(unapproved, SOON);
    Draft edited = content.approvedDraft(workspace, "Held", sandbox("Three"));
    UUID held = scheduled(edited, SOON);
    content.revised(edited, 2, "Held, and approved again later");
    UUID overdue = scheduled(content.approvedDraft(workspace, "Overdue", sandbox("Four")), SOON);
    clock.advance(Duration.ofHours(2));

    restoreDatabase();
    assertEquals(Optional.empty(), ledger.begin(claim));
    assertEquals(0, ledger.missOverdue(Batch.of(10)));
    assertEquals(0, runToEnd(dispatcher()));

    for (UUID id : List.of(claimed, waiting, held, overdue)) {
      assertEquals("unconfirmed", stateOf(id));
    }
  }

  @Test
  void shouldReadTheNetworkForWhatIsInDoubtAfterARestore() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    runToEnd(dispatcher());
    execute(
        "UPDATE publication SET state = 'planned', published_at = NULL WHERE id = '%s'"
            .formatted(id));
    clock.advance(SOON);

    restoreDatabase();
    runToEnd(dispatcher());
    settlement.run();

    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldNotSendWhatChangedAfterItWasClaimed() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();

    content.revised(draft, 2, "Hello again");

    assertEquals(Optional.empty(), ledger.begin(claim));
    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldCheckTheApprovalItselfWhenItBegins() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();
    execute("UPDATE approval_copy SET state = 'superseded' WHERE draft_id = '" + draft.id() + "'");

    assertEquals(Optional.empty(), ledger.begin(claim));

    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldNotCancelWhatIsClaimedOrSent() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    ledger.claim(10);

    Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + id + "/cancellation"))
        .then()
        .statusCode(409)
        .body("code", equalTo("not_cancellable"))
        .body("detail", equalTo("The post is being sent."));
  }

  @Test
  void shouldMissWhatHasNoApprovalWhenItIsDue() {
    Draft waiting = Draft.in(workspace, sandbox("One"));
    content.revised(waiting, 1, "Hello");
    UUID awaiting = scheduled(waiting, SOON);
    Draft changed = content.approvedDraft(workspace, "Hello", sandbox("Two"));
    UUID onHold = scheduled(changed, SOON);
    content.revised(changed, 2, "Hello again");
    clock.advance(SOON.plusMinutes(59));
    runToEnd(dispatcher());
    assertEquals("awaiting_approval", stateOf(awaiting));

    clock.advance(Duration.ofMinutes(2));
    runToEnd(dispatcher());

    assertEquals("missed", stateOf(awaiting));
    assertEquals("not_approved_in_time", shown(awaiting).get("reason"));
    assertEquals("missed", stateOf(onHold));
  }

  @Test
  void shouldStillSendWithinTheGraceAndMissWhatIsLater() {
    UUID early = scheduled(content.approvedDraft(workspace, "Early", sandbox("One")), SOON);
    UUID late =
        scheduled(content.approvedDraft(workspace, "Late", sandbox("Two")), SOON.plusMinutes(10));
    clock.advance(Duration.ofMinutes(65));

    runToEnd(dispatcher());

    assertEquals("missed", stateOf(early));
    assertEquals("overdue", shown(early).get("reason"));
    assertEquals("published", stateOf(late));
  }

  @Test
  void shouldKeepAPostUntilAPersonHelpsWhenTheCredentialsCannotBeRead() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      UUID channel = webhook(receiver.url("/"));
      UUID id = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
      execute("UPDATE channel SET credentials = reverse(credentials) WHERE id = '" + channel + "'");
      clock.advance(SOON);

      runToEnd(dispatcher());
      clock.advance(SOON);
      runToEnd(dispatcher());

      assertEquals("planned", stateOf(id));
      assertEquals("credentials_unusable", shown(id).get("reason"));
      assertEquals(
          1,
          PostlyBackends.count(
              "SELECT count(*) FROM channel WHERE trouble = 'credentials_unusable' AND id = '%s'"
                  .formatted(channel)));
    }
  }

  /** Another replica may have the key, and this one after its next start. */
  @Test
  void shouldBlameNoChannelForAKeyThatIsMissingHere() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      UUID channel = webhook(receiver.url("/"));
      UUID id = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
      execute(
          "UPDATE channel SET credentials = replace(credentials, 'v1:', 'v1:x') WHERE id = '%s'"
              .formatted(channel));
      for (int attempt = 1; attempt <= 3; attempt++) {
        clock.advance(SOON.multipliedBy(attempt));
        runToEnd(dispatcher());
        assertEquals("planned", stateOf(id));
        assertEquals("credentials_key_missing", shown(id).get("reason"));
      }
      assertEquals(
          1,
          PostlyBackends.count(
              "SELECT count(*) FROM channel WHERE trouble IS NULL AND closed_until IS NULL"
                  + " AND failures = 0 AND id = '%s'".formatted(channel)));

      execute(
          "UPDATE channel SET credentials = replace(credentials, 'v1:x', 'v1:') WHERE id = '%s'"
              .formatted(channel));
      clock.advance(SOON.multipliedBy(3));
      runToEnd(dispatcher());

      assertEquals("published", stateOf(id));
    }
  }

  @Test
  @Timeout(60)
  void shouldNotKeepItsPlaceFromOthersWithAnOutcomeThatTheDatabaseRefuses()
      throws InterruptedException {
    ScriptedThreads lying = new ScriptedThreads();
    lying.script(
        "Refused", () -> new Delivery.Delivered(clock.instant(), Optional.of("https://\u0000")));
    UUID channel = sandbox("One");
    UUID refused = scheduled(content.approvedDraft(workspace, "Refused", channel), SOON);
    UUID other = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    UUID later = scheduled(content.approvedDraft(workspace, "Later", channel), SOON.plusSeconds(9));
    clock.advance(SOON);
    Dispatcher dispatcher = dispatchers.knowing(lying.alone());

    dispatcher.run();
    while (stateOf(refused).equals("publishing")) {
      Thread.sleep(20);
    }
    clock.advance(SOON);
    runToEnd(dispatcher);

    assertEquals("unconfirmed", stateOf(refused));
    assertEquals("outcome_not_recorded", shown(refused).get("reason"));
    assertEquals("published", stateOf(other));
    assertEquals("published", stateOf(later));
  }

  @Test
  void shouldFinishWhatIsBeingSentWhenItStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    FakeReceiver.Behaviour slow =
        (Socket connection) -> {
          arrived.countDown();
          sleep(Duration.ofMillis(600));
          FakeReceiver.status(200).answer(connection);
        };
    try (FakeReceiver receiver = FakeReceiver.plain(slow)) {
      UUID id =
          scheduled(content.approvedDraft(workspace, "Hello", webhook(receiver.url("/"))), SOON);
      clock.advance(SOON);
      Dispatcher stopping = dispatcher();
      stopping.run();
      arrived.await();

      stopping.stop(Duration.ofSeconds(10));

      assertEquals("published", stateOf(id));
    }
  }

  @Test
  void shouldGiveBackWhatIsOnlyClaimedWhenItStops() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Dispatcher stopping = dispatcher(DispatchSettings.pausingBeforeSend(Duration.ofSeconds(2)));
    stopping.run();

    stopping.stop(Duration.ofSeconds(10));

    assertEquals("planned", stateOf(id));
  }

  @Test
  void shouldCountWhatHappened() {
    scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    runToEnd(dispatcher());

    String metrics = RestAssured.get("/q/metrics").asString();
    assertTrue(
        metrics.contains("postly_publications_total{network=\"sandbox\",state=\"published\"}"),
        metrics);
    assertTrue(metrics.contains("postly_dispatch_lag_seconds_count"), metrics);
  }

  /** As whoever restores does, and the service at its start. */
  private void restoreDatabase() {
    execute("INSERT INTO restoration (restored_at) VALUES ('%s')".formatted(clock.instant()));
  }

  private ValidatableResponse settle(Tokens person, UUID publication, String outcome) {
    return Requests.as(person)
        .body(Map.of("outcome", outcome))
        .post(path("/publications/" + publication + "/settlement"))
        .then();
  }

  private Dispatcher dispatcher() {
    return dispatcher(DispatchSettings.USUAL);
  }

  private Dispatcher dispatcher(DispatchSettings settings) {
    return dispatchers.with(settings);
  }

  private static int runToEnd(Dispatcher dispatcher) {
    int all = 0;
    for (int claimed = dispatcher.run(); claimed > 0; claimed = dispatcher.run()) {
      all += claimed;
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
    return all;
  }

  /** Both at the same time; how many publications they claimed together. */
  private static int racing(Dispatcher one, Dispatcher other) throws Exception {
    CyclicBarrier ready = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> first = threads.submit(() -> race(one, ready));
      Future<Integer> second = threads.submit(() -> race(other, ready));
      return first.get() + second.get();
    }
  }

  private static int race(Dispatcher dispatcher, CyclicBarrier ready) throws Exception {
    ready.await(30, TimeUnit.SECONDS);
    return runToEnd(dispatcher);
  }

  /** Claims and begins as a dispatcher does that then dies. */
  private Sending begun() {
    return ledger.begin(ledger.claim(10).getFirst()).orElseThrow();
  }

  private static boolean isOf(TestEvents.Published event, UUID publication) {
    return event.data().path("publication_id").asText().equals(publication.toString());
  }

  private static String stateIn(TestEvents.Published event) {
    return event.data().path("state").asText();
  }

  private static String signature(String secret, FakeReceiver.Received request) throws Exception {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed =
        request.headers().get("webhook-id")
            + "."
            + request.headers().get("webhook-timestamp")
            + "."
            + request.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static void sleep(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
