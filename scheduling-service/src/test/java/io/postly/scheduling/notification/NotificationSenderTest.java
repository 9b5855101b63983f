package io.postly.scheduling.notification;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.notification.NotificationLedger.Claim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending, against receivers on bare sockets and with a clock that is set. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class NotificationSenderTest extends NotificationScenario {

  private static final Duration DAY = Duration.ofDays(1);

  @Inject NotificationRetention retention;

  @Test
  void shouldSendASignedMessageOnce() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      Endpoint endpoint = endpoint(receiver.url("/hooks?a=b"));
      UUID review = reviewRequested();

      sendDue();
      sendDue();

      Map<String, Object> delivery = delivery(endpoint);
      assertEquals("delivered", delivery.get("state"));
      assertEquals(1, delivery.get("attempts"));
      assertEquals(204, delivery.get("last_status"));
      assertFalse(delivery.containsKey("next_attempt_at"));
      assertEquals(1, receiver.received().size());
      FakeReceiver.Received request = receiver.received().getFirst();
      assertEquals("POST /hooks?a=b HTTP/1.1", request.requestLine());
      assertEquals("application/json", request.headers().get("content-type"));
      assertEquals(delivery.get("id"), request.headers().get("webhook-id"));
      assertEquals(
          signature(endpoint.secret(), request), request.headers().get("webhook-signature"));
      JsonNode body = new ObjectMapper().readTree(request.body());
      assertEquals("review.requested", body.get("type").asText());
      assertEquals("2026-11-24T08:00:00Z", body.get("timestamp").asText());
      assertEquals(review.toString(), body.at("/data/review_id").asText());
    }
  }

  @Test
  void shouldTryAgainLaterAndLaterAndThenGiveUp() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(500))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      int attempts = 0;
      for (Duration delay : config.notifications().retryDelays()) {
        sendDue();
        attempts++;
        Map<String, Object> delivery = delivery(endpoint);
        assertEquals("waiting", delivery.get("state"));
        assertEquals(attempts, delivery.get("attempts"));
        assertEquals("http_500", delivery.get("reason"));
        assertNextAttempt(delivery, delay.multipliedBy(4).dividedBy(5));
        sendDue();
        assertEquals(attempts, receiver.received().size());
        advanceBeyond(delay);
      }

      sendDue();

      Map<String, Object> given = delivery(endpoint);
      assertEquals("failed", given.get("state"));
      assertEquals(attempts + 1, given.get("attempts"));
      assertEquals(500, given.get("last_status"));
      clock.advance(DAY.multipliedBy(3));
      sendDue();
      assertEquals(attempts + 1, receiver.received().size());
      assertEquals(
          1,
          receiver.received().stream()
              .map(request -> request.headers().get("webhook-id"))
              .distinct()
              .count());
    }
  }

  private static void assertNextAttempt(Map<String, Object> delivery, Duration least) {
    Instant last = Instant.parse((String) delivery.get("last_attempt_at"));
    Instant next = Instant.parse((String) delivery.get("next_attempt_at"));
    assertFalse(next.isBefore(last.plus(least)), next + " after " + last);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 404, 429, 503})
  void shouldTakeOnlySuccessForSuccess(int status) {
    try (FakeReceiver elsewhere = FakeReceiver.plain(FakeReceiver.status(200));
        FakeReceiver receiver =
            FakeReceiver.plain(FakeReceiver.redirect(status, elsewhere.url("/")))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();

      sendDue();

      assertEquals("waiting", delivery(endpoint).get("state"));
      assertEquals("http_" + status, delivery(endpoint).get("reason"));
      assertEquals(List.of(), elsewhere.received());
    }
  }

  @Test
  void shouldTryAgainWhenTheConnectionBreaks() {
    AtomicReference<FakeReceiver.Behaviour> behaviour =
        new AtomicReference<>(FakeReceiver.hangUp());
    try (FakeReceiver receiver =
        FakeReceiver.plain(connection -> behaviour.get().answer(connection))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      sendDue();
      assertEquals("connection_lost", delivery(endpoint).get("reason"));
      assertFalse(delivery(endpoint).containsKey("last_status"));
      assertTrue(shown(endpoint).containsKey("failing_since"));

      behaviour.set(FakeReceiver.status(200));
      clock.advance(DAY);
      sendDue();

      assertEquals("delivered", delivery(endpoint).get("state"));
      assertFalse(delivery(endpoint).containsKey("reason"));
      assertFalse(shown(endpoint).containsKey("failing_since"));
    }
  }

  @Test
  void shouldWaitAsLongAsTheReceiverAsksButADayAtMost() {
    try (FakeReceiver patient = FakeReceiver.plain(FakeReceiver.status(503, "Retry-After: 7200"));
        FakeReceiver lazy = FakeReceiver.plain(FakeReceiver.status(429, "Retry-After: 999999"))) {
      Endpoint first = endpoint(patient.url("/"));
      Endpoint second = endpoint(lazy.url("/"));
      reviewRequested();

      sendDue();

      assertNextAttempt(delivery(first), Duration.ofHours(2));
      clock.advance(Duration.ofHours(1));
      sendDue();
      assertEquals(1, patient.received().size());
      clock.advance(Duration.ofHours(2));
      sendDue();
      assertEquals(2, patient.received().size());
      assertEquals(1, lazy.received().size());
      assertNextAttempt(delivery(second), DAY);
      clock.advance(DAY);
      sendDue();
      assertEquals(2, lazy.received().size());
    }
  }

  @Test
  void shouldDisableAnEndpointThatIsGone() {
    AtomicReference<FakeReceiver.Behaviour> behaviour =
        new AtomicReference<>(FakeReceiver.status(500));
    try (FakeReceiver receiver =
        FakeReceiver.plain(connection -> behaviour.get().answer(connection))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      sendDue();
      behaviour.set(FakeReceiver.status(410));
      reviewRequested();

      sendDue();

      assertEquals(false, shown(endpoint).get("enabled"));
      assertEquals("gone", shown(endpoint).get("disabled_reason"));
      assertEquals(
          List.of("failed http_410", "failed endpoint_disabled"),
          deliveries(endpoint).stream()
              .map(delivery -> delivery.get("state") + " " + delivery.get("reason"))
              .toList());
      reviewRequested();
      assertEquals(2, deliveries(endpoint).size());
      Object last = deliveries(endpoint).getFirst().get("id");
      redeliver(endpoint, last)
          .statusCode(409)
          .body("code", equalTo("notification_endpoint_disabled"));
      sendTest(endpoint, 409);

      behaviour.set(FakeReceiver.status(200));
      update(endpoint, Map.of("enabled", true))
          .statusCode(200)
          .body("endpoint.enabled", equalTo(true))
          .body("endpoint.disabled_reason", nullValue());
      redeliver(endpoint, last).statusCode(200);
      sendDue();
      assertEquals("delivered", deliveries(endpoint).getFirst().get("state"));
    }
  }

  @Test
  void shouldDisableAnEndpointThatNothingHasReachedForDays() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(500))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      failForGood();
      assertEquals("failed", delivery(endpoint).get("state"));
      assertEquals(true, shown(endpoint).get("enabled"));

      clock.advance(DAY.multipliedBy(4));
      reviewRequested();
      sendDue();
      assertEquals(true, shown(endpoint).get("enabled"));
      failForGood();

      assertEquals(false, shown(endpoint).get("enabled"));
      assertEquals("failing", shown(endpoint).get("disabled_reason"));
    }
  }

  @Test
  void shouldSendNothingToWhatAPersonDisables() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();

      update(endpoint, Map.of("enabled", false))
          .statusCode(200)
          .body("endpoint.disabled_reason", nullValue())
          .body("action.undo.by", equalTo("update_notification_endpoint"))
          .body("action.next_step", containsString("redeliver_notification"));
      reviewRequested();
      sendDue();

      assertEquals(List.of(), receiver.received());
      assertEquals("failed", delivery(endpoint).get("state"));
      assertEquals("endpoint_disabled", delivery(endpoint).get("reason"));
    }
  }

  @Test
  void shouldEndWhatWasLearnedWhileTheEndpointWasBeingDisabled() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      execute("UPDATE notification_endpoint SET enabled = false");

      sendDue();

      assertEquals(List.of(), receiver.received());
      assertEquals("endpoint_disabled", delivery(endpoint).get("reason"));
    }
  }

  @Test
  void shouldSignWithBothSecretsForADayAfterARotation() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      String rotated =
          Requests.as(admin)
              .post(endpoints("/" + endpoint.id() + "/secret"))
              .then()
              .statusCode(201)
              .body("endpoint.previous_secret_until", notNullValue())
              .body("action.undo.possible", equalTo(false))
              .extract()
              .path("secret");
      assertFalse(rotated.equals(endpoint.secret()));
      reviewRequested();
      sendDue();
      clock.advance(DAY);
      reviewRequested();
      sendDue();

      FakeReceiver.Received during = receiver.received().getFirst();
      assertEquals(
          signature(rotated, during) + " " + signature(endpoint.secret(), during),
          during.headers().get("webhook-signature"));
      FakeReceiver.Received after = receiver.received().getLast();
      assertEquals(signature(rotated, after), after.headers().get("webhook-signature"));
      assertFalse(shown(endpoint).containsKey("previous_secret_until"));
      retention.purge();
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM notification_endpoint WHERE previous_secret IS NOT NULL"));
    }
  }

  @Test
  void shouldSendAnythingOnceMoreWhenAPersonAsksForIt() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      sendDue();
      Object id = delivery(endpoint).get("id");

      redeliver(endpoint, id)
          .statusCode(200)
          .body("delivery.state", equalTo("waiting"))
          .body("delivery.attempts", equalTo(1))
          .body("action.undo.possible", equalTo(false));
      sendDue();

      assertEquals(2, delivery(endpoint).get("attempts"));
      assertEquals("delivered", delivery(endpoint).get("state"));
      List<FakeReceiver.Received> received = receiver.received();
      assertEquals(2, received.size());
      assertEquals(received.get(0).body(), received.get(1).body());
      assertEquals(id, received.get(1).headers().get("webhook-id"));
      redeliver(endpoint, UUID.randomUUID()).statusCode(404).body("code", equalTo("not_found"));
    }
  }

  @Test
  void shouldStartAnewWithTheRetriesOfARedelivery() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(500))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      failForGood();
      assertEquals("failed", delivery(endpoint).get("state"));

      redeliver(endpoint, delivery(endpoint).get("id")).statusCode(200);
      sendDue();

      assertEquals("waiting", delivery(endpoint).get("state"));
    }
  }

  @Test
  void shouldSendATestToThatEndpointOnly() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200));
        FakeReceiver other = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      endpoint(other.url("/"));

      sendTest(endpoint, 201);
      sendTest(endpoint, 201);
      sendDue();

      assertEquals(2, receiver.received().size());
      assertEquals(List.of(), other.received());
      JsonNode body = new ObjectMapper().readTree(receiver.received().getFirst().body());
      assertEquals("notification.test", body.get("type").asText());
      assertEquals(
          Map.of("workspace", workspace),
          new ObjectMapper().convertValue(body.get("data"), Map.class));
    }
  }

  private void sendTest(Endpoint endpoint, int status) {
    Requests.as(admin).post(endpoints("/" + endpoint.id() + "/test")).then().statusCode(status);
  }

  @Test
  void shouldNotLetAStuckEndpointHoldAGoodOne() {
    int facts = 12;
    NotificationSender sender = sender();
    try (FakeReceiver stuck = FakeReceiver.plain(FakeReceiver.silence());
        FakeReceiver good = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint held = endpoint(stuck.url("/"));
      Endpoint free = endpoint(good.url("/"));
      Stream.generate(this::reviewRequested).limit(facts).forEach(_ -> {});

      await()
          .until(
              () -> {
                sender.run();
                return deliveries(free).stream()
                    .allMatch(delivery -> delivery.get("state").equals("delivered"));
              });

      assertEquals(facts, good.received().size());
      assertTrue(stuck.received().size() <= config.notifications().endpointConcurrency());
      assertEquals(
          config.notifications().endpointConcurrency(),
          (int) deliveries(held).stream().filter(one -> one.get("attempts").equals(1)).count());
    }
    sender.awaitIdle();
  }

  @Test
  void shouldGiveEachMessageToOneSenderAtATime() throws Exception {
    int made = 8;
    for (int count = 0; count < made; count++) {
      endpoint("https://example.com/" + count);
    }
    Stream.generate(this::reviewRequested).limit(3).forEach(_ -> {});
    CyclicBarrier start = new CyclicBarrier(2);
    List<Claim> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Claim>>> claiming = new ArrayList<>();
      for (int claimer = 0; claimer < 2; claimer++) {
        claiming.add(
            threads.submit(
                () -> {
                  start.await();
                  return ledger.claim(100);
                }));
      }
      for (Future<List<Claim>> done : claiming) {
        claims.addAll(done.get());
      }
    }
    claims.addAll(ledger.claim(100));

    assertEquals(made * 3, claims.size());
    assertEquals(made * 3, new HashSet<>(claims.stream().map(Claim::deliveryId).toList()).size());
  }

  @Test
  void shouldSendAgainWhatASenderHasLeftBehind() {
    Endpoint endpoint = endpoint("https://example.com/");
    reviewRequested();
    Claim lost = ledger.claim(10).getFirst();
    assertEquals(List.of(), ledger.claim(10));

    clock.advance(config.notifications().lease());
    Claim taken = ledger.claim(10).getFirst();
    ledger.record(lost, answered(410));
    ledger.release(lost);

    assertEquals(lost.deliveryId(), taken.deliveryId());
    assertEquals("waiting", delivery(endpoint).get("state"));
    assertEquals(true, shown(endpoint).get("enabled"));
    ledger.record(taken, answered(200));
    assertEquals("delivered", delivery(endpoint).get("state"));
    assertEquals(2, delivery(endpoint).get("attempts"));
  }

  @Test
  void shouldNotCountWhatWasNotSentForLackOfTime() {
    Endpoint endpoint = endpoint("https://example.com/");
    reviewRequested();

    ledger.record(ledger.claim(10).getFirst(), new HttpAnswer.NotSent("lease_lost"));

    assertEquals(0, delivery(endpoint).get("attempts"));
    assertFalse(shown(endpoint).containsKey("failing_since"));
  }

  @Test
  void shouldNotMindThatAnEndpointIsDeletedWhileSomethingIsSent() {
    Endpoint endpoint = endpoint("https://example.com/");
    reviewRequested();
    Claim claim = ledger.claim(10).getFirst();
    Requests.as(admin).delete(endpoints("/" + endpoint.id())).then().statusCode(200);

    ledger.record(claim, answered(200));

    assertEquals(0, PostlyBackends.count("SELECT count(*) FROM notification_delivery"));
  }

  @Test
  void shouldFinishWhatIsBeingSentWhenItStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    try (FakeReceiver receiver =
        FakeReceiver.plain(
            connection -> {
              arrived.countDown();
              try {
                stopping.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              FakeReceiver.status(200).answer(connection);
            })) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      NotificationSender sender = sender();
      sender.run();
      arrived.await();
      Thread stop = Thread.ofVirtual().start(() -> sender.stop(Duration.ofSeconds(20)));

      stopping.countDown();
      stop.join();

      assertEquals("delivered", delivery(endpoint).get("state"));
    }
  }

  @Test
  void shouldSayThatAnEndpointsSecretsCannotBeRead() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      execute("UPDATE notification_endpoint SET encrypted_secret = 'v1:none'");
      reviewRequested();

      sendDue();

      assertEquals("credentials_unusable", delivery(endpoint).get("reason"));
      execute("UPDATE notification_endpoint SET encrypted_secret = 'v1:0000:AAAA'");
      clock.advance(Duration.ofMinutes(1));
      sendDue();
      assertEquals("credentials_key_missing", delivery(endpoint).get("reason"));
      assertEquals(List.of(), receiver.received());
    }
  }

  @Test
  void shouldForgetWhatEndedLongAgo() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint(receiver.url("/"));
      reviewRequested();
      sendDue();
      Endpoint slow = endpoint("https://example.com/");
      reviewRequested();
      clock.advance(config.notifications().retention().minus(DAY));
      retention.purge();
      assertEquals(2, deliveries(endpoint).size());

      clock.advance(DAY.multipliedBy(2));
      retention.purge();

      assertEquals("waiting", delivery(endpoint).get("state"));
      assertEquals("waiting", delivery(slow).get("state"));
    }
  }

  @Test
  void shouldListDeliveriesByPagesTheLatestFirst() {
    Endpoint endpoint = endpoint("https://example.com/");
    Stream.generate(this::reviewRequested).limit(5).forEach(_ -> {});
    List<Object> all = deliveries(endpoint).stream().map(one -> one.get("id")).toList();
    List<Object> paged = new ArrayList<>();
    String cursor = null;
    do {
      Map<String, Object> page =
          Requests.as(admin)
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .queryParam("limit", 2)
              .get(endpoints("/" + endpoint.id() + "/deliveries"))
              .then()
              .statusCode(200)
              .body("deliveries", not(hasSize(0)))
              .extract()
              .path("");
      ((List<?>) page.get("deliveries")).forEach(one -> paged.add(((Map<?, ?>) one).get("id")));
      cursor = (String) page.get("next_cursor");
    } while (cursor != null);

    assertEquals(all, paged);
    assertEquals(5, paged.size());
    Requests.as(admin)
        .queryParam("cursor", "nonsense")
        .queryParam("limit", 101)
        .get(endpoints("/" + endpoint.id() + "/deliveries"))
        .then()
        .statusCode(400);
  }

  @Test
  void shouldCountAttemptsAndWhatWaits() {
    double before = counted("review.requested", "delivered");
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      reviewRequested();
      assertEquals(1, ledger.countWaiting());

      sendDue();
    }
    assertEquals(before + 1, counted("review.requested", "delivered"));
    assertEquals(0, ledger.countWaiting());
  }

  private static double counted(String type, String outcome) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("postly_notifications_total{"))
        .filter(line -> line.contains("type=\"" + type + "\""))
        .filter(line -> line.contains("outcome=\"" + outcome + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static HttpAnswer answered(int status) {
    return new HttpAnswer.Answered(status, Map.of(), Optional.empty(), Optional.empty());
  }
}
