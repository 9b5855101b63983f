package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.ScriptedThreads;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was certainly not accepted: tried again, given up, or kept until a person helps. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DispatchRetryTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration A_MINUTE = Duration.ofSeconds(61);

  @Inject Dispatchers dispatchers;
  @Inject Networks networks;
  @Inject CredentialVault vault;

  private volatile FakeReceiver.Behaviour behaviour;
  private final FakeReceiver receiver =
      FakeReceiver.plain(connection -> behaviour.answer(connection));

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void shouldTryAgainWhenTheNetworkAsksForTime() {
    behaviour = FakeReceiver.status(429, "Retry-After: 120");
    UUID id = due(webhook(receiver.url("/")));
    Instant earliest = clock.instant().plusSeconds(120);

    run();

    assertEquals("planned", stateOf(id));
    assertEquals("http_429", shown(id).get("reason"));
    Instant again = Instant.parse((String) shown(id).get("retry_at"));
    assertFalse(again.isAfter(clock.instant().plusSeconds(120)));
    assertFalse(again.isBefore(earliest.truncatedTo(ChronoUnit.SECONDS)));
    behaviour = FakeReceiver.status(200);
    clock.advance(Duration.ofSeconds(60));
    run();
    assertEquals(1, receiver.received().size());
    clock.advance(Duration.ofSeconds(61));
    run();
    assertEquals("published", stateOf(id));
    assertNull(shown(id).get("reason"));
    assertEquals(2, receiver.received().size());
    assertEquals(
        receiver.received().getFirst().headers().get("webhook-id"),
        receiver.received().getLast().headers().get("webhook-id"));
  }

  @Test
  void shouldSendWhatWasApprovedWhileAnEarlierRevisionWasRefused() {
    behaviour = FakeReceiver.status(429, "Retry-After: 120");
    Draft draft = content.approvedDraft(workspace, "Hello", webhook(receiver.url("/")));
    Sending begun = begun(draft).getFirst();
    UUID id = begun.publicationId();

    content.revised(draft, 2, "Hello again");
    content.approvedAt(draft, 2, "Hello again", clock.instant().minusSeconds(30));
    dispatchers.usual().send(begun);
    assertEquals("planned", stateOf(id));
    behaviour = FakeReceiver.status(200);
    clock.advance(Duration.ofSeconds(121));
    run();
    clock.advance(Duration.ofSeconds(1));
    run();

    assertEquals("published", stateOf(id));
    assertEquals(2, shown(id).get("revision"));
  }

  @Test
  void shouldTryAsOftenAsEverAtANewTime() {
    behaviour = FakeReceiver.status(429, "Retry-After: 1");
    UUID id = due(webhook(receiver.url("/")));
    execute("UPDATE publication SET attempt = 20 WHERE id = '%s'".formatted(id));

    String later = clock.instant().plus(Duration.ofHours(3)).toString();
    Requests.as(editor)
        .body(Map.of("publish_at", later))
        .put(path("/publications/" + id + "/time"))
        .then()
        .statusCode(200);
    clock.advance(Duration.ofHours(3));
    run();

    assertEquals("planned", stateOf(id));
  }

  @Test
  void shouldLeaveTheChannelAloneForAsLongAsItsNetworkAsks() {
    behaviour = FakeReceiver.status(429, "Retry-After: 600");
    UUID channel = webhook(receiver.url("/"));
    due(channel);
    run();

    behaviour = FakeReceiver.status(200);
    UUID later = due(channel);
    run();
    assertEquals("planned", stateOf(later));
    assertEquals(1, receiver.received().size());

    clock.advance(Duration.ofMinutes(10));
    run();
    run();
    assertEquals("published", stateOf(later));
  }

  @Test
  void shouldGiveUpOnceTheGraceIsOver() throws IOException {
    UUID id = due(webhook("http://127.0.0.1:" + portWithoutListener() + "/"));
    run();
    assertEquals("connection_refused", shown(id).get("reason"));

    for (int i = 0; i < 20 && !stateOf(id).equals("failed"); i++) {
      assertEquals("planned", stateOf(id));
      clock.advance(Duration.ofMinutes(5));
      run();
    }

    assertEquals("failed", stateOf(id));
    assertEquals("connection_refused", shown(id).get("reason"));
  }

  @Test
  void shouldFailForItsReasonIfItsGraceEndsWhileItWaitsToBeTriedAgain() throws IOException {
    UUID id = due(webhook("http://127.0.0.1:" + portWithoutListener() + "/"));
    run();
    assertEquals("planned", stateOf(id));

    clock.advance(Duration.ofHours(2));
    run();

    assertEquals("failed", stateOf(id));
    assertEquals("connection_refused", shown(id).get("reason"));
  }

  @Test
  void shouldNotTryAgainWhatWillNeverBeAccepted() {
    behaviour = FakeReceiver.status(422);
    UUID id = due(webhook(receiver.url("/")));

    run();
    clock.advance(Duration.ofMinutes(5));
    run();

    assertEquals("failed", stateOf(id));
    assertEquals(1, receiver.received().size());
  }

  @Test
  void shouldWaitLongerAndLongerForAChannelThatNothingGetsThroughTo() {
    behaviour = FakeReceiver.status(503);
    UUID channel = webhook(receiver.url("/"));
    Duration soonAfter = Duration.ofSeconds(10);
    due(channel);
    run();
    due(channel);
    run();
    UUID next = scheduled(content.approvedDraft(workspace, "Next", channel), SOON.plus(soonAfter));
    due(channel);
    run();
    clock.advance(soonAfter);
    run();
    assertEquals("planned", stateOf(next));
    assertEquals(3, receiver.received().size());

    behaviour = FakeReceiver.status(200);
    clock.advance(Duration.ofSeconds(31));
    run();

    assertEquals("published", stateOf(next));
    UUID after = due(channel);
    run();
    assertEquals("published", stateOf(after));
  }

  @Test
  void shouldWaitNoLongerForAChannelBecauseSeveralPostsWereOnTheirWayAtOnce() {
    behaviour = FakeReceiver.status(503);
    UUID channel = webhook(receiver.url("/"));
    for (int i = 0; i < 8; i++) {
      scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    }
    clock.advance(SOON);
    run();
    assertEquals(8, receiver.received().size());

    behaviour = FakeReceiver.status(200);
    UUID next = scheduled(content.approvedDraft(workspace, "Next", channel), Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(31));
    run();

    assertEquals("published", stateOf(next));
  }

  @Test
  void shouldSendOnePostFirstWhenAChannelOpensAgain() throws InterruptedException {
    UUID channel = closedFor(Duration.ofMinutes(10));
    List<UUID> waiting = List.of(due(channel), due(channel), due(channel));
    CountDownLatch thoughtOver = new CountDownLatch(1);
    behaviour =
        connection -> {
          await(thoughtOver);
          FakeReceiver.status(200).answer(connection);
        };
    clock.advance(Duration.ofMinutes(10));
    Dispatcher one = dispatcher(networks);
    Dispatcher other = dispatcher(networks);

    one.run();
    other.run();

    other.awaitIdle();
    assertEquals(List.of("publishing", "planned", "planned"), statesOnceSending(waiting));
    thoughtOver.countDown();
    one.awaitIdle();
    run();
    assertEquals(
        List.of("published", "published", "published"),
        waiting.stream().map(this::stateOf).toList());
  }

  @Test
  void shouldKeepTheOthersWhenTheFirstDoesNotGetThrough() {
    behaviour = FakeReceiver.status(503);
    UUID channel = webhook(receiver.url("/"));
    for (int i = 0; i < 3; i++) {
      due(channel);
      run();
    }
    List<UUID> waiting = List.of(due(channel), due(channel));
    int before = receiver.received().size();

    run();

    assertEquals(before + 1, receiver.received().size());
    assertEquals(List.of("unconfirmed", "planned"), waiting.stream().map(this::stateOf).toList());
  }

  @Test
  void shouldNotBeDisconnectedByOneRefusal() {
    behaviour = FakeReceiver.status(403);
    UUID channel = webhook(receiver.url("/"));
    for (int moment = 1; moment <= 2; moment++) {
      UUID refused = due(channel);
      run();
      assertEquals("planned", stateOf(refused));
      assertEquals("http_403", shown(refused).get("reason"));
      assertTrouble(null);
      clock.advance(Duration.ofSeconds(50));
      run();
      assertEquals("planned", stateOf(refused), "its channel is left alone");

      behaviour = FakeReceiver.status(200);
      clock.advance(A_MINUTE);
      run();
      assertEquals("published", stateOf(refused));
      assertTrouble(null);
      behaviour = FakeReceiver.status(403);
    }
  }

  @Test
  void shouldNotTakeTogetherWhatWasUnderWayTogether() {
    behaviour = FakeReceiver.status(401);
    UUID channel = webhook(receiver.url("/"));
    List<UUID> posts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      posts.add(scheduled(content.approvedDraft(workspace, "Hello", channel), SOON));
    }
    clock.advance(SOON);
    run();
    assertEquals(3, receiver.received().size());
    assertTrouble(null);

    behaviour = FakeReceiver.status(200);
    clock.advance(A_MINUTE);
    run();
    run();

    posts.forEach(post -> assertEquals("published", stateOf(post)));
  }

  @Test
  void shouldForgetARefusalOfTheAccountOnceAPostItselfIsRefused() {
    behaviour = FakeReceiver.status(401);
    UUID channel = webhook(receiver.url("/"));
    due(channel);
    run();
    behaviour = FakeReceiver.status(422);
    clock.advance(A_MINUTE);
    run();

    behaviour = FakeReceiver.status(401);
    due(channel);
    run();

    assertTrouble(null);
  }

  /** The release before opens channels without knowing what they were closed for. */
  @Test
  void shouldForgetARefusalOfTheAccountOnceAReplicaOfTheReleaseBeforeHasOpenedTheChannel() {
    behaviour = FakeReceiver.status(401);
    UUID channel = webhook(receiver.url("/"));
    due(channel);
    run();
    execute(
        "UPDATE channel SET failures = 0, closed_until = NULL WHERE id = '%s'".formatted(channel));

    clock.advance(A_MINUTE);
    run();

    assertTrouble(null);
  }

  @Test
  void shouldKeepPostsUntilAPersonHasReconnectedTheChannel() {
    UUID channel = webhook(receiver.url("/"));
    UUID refused = refusedTwice(channel);
    assertEquals("planned", stateOf(refused));
    assertTrouble("http_401");

    behaviour = FakeReceiver.status(200);
    UUID waiting = due(channel);
    clock.advance(Duration.ofMinutes(10));
    run();
    assertEquals("planned", stateOf(refused));
    assertEquals("planned", stateOf(waiting));
    assertEquals(2, receiver.received().size());

    Requests.as(admin)
        .body(Map.of("webhook", Map.of("url", receiver.url("/mended"))))
        .put(path("/channels/" + channel + "/account"))
        .then()
        .statusCode(200)
        .body("channel.id", equalTo(channel.toString()))
        .body("channel.trouble", nullValue());
    run();

    assertEquals("published", stateOf(refused));
    assertEquals("published", stateOf(waiting));
    assertEquals("POST /mended HTTP/1.1", receiver.received().getLast().requestLine());
    assertEquals(4, receiver.received().size());
  }

  @Test
  void shouldSendAtOnceWhatWasRefusedOnceThePersonHasReconnectedTheChannel() {
    UUID channel = webhook(receiver.url("/"));
    UUID refused = refusedTwice(channel);
    behaviour = FakeReceiver.status(200);

    Requests.as(admin)
        .body(Map.of("webhook", Map.of("url", receiver.url("/mended"))))
        .put(path("/channels/" + channel + "/account"))
        .then()
        .statusCode(200);
    run();

    assertEquals("published", stateOf(refused));
  }

  @Test
  void shouldSayThatThePostWasMissedBecauseOfTheChannel() {
    UUID channel = webhook(receiver.url("/"));
    UUID refused = refusedTwice(channel);
    UUID waiting = due(channel);

    clock.advance(Duration.ofMinutes(62));
    run();

    for (UUID post : List.of(refused, waiting)) {
      assertEquals("missed", stateOf(post));
      assertEquals("channel_in_trouble", shown(post).get("reason"));
    }
  }

  @Test
  void shouldHoldUpNobodyElse() {
    behaviour = FakeReceiver.status(429, "Retry-After: 600");
    UUID held = due(webhook(receiver.url("/")));
    UUID other = due(sandbox("Other"));

    run();

    assertEquals("planned", stateOf(held));
    assertEquals("published", stateOf(other));
  }

  /** A renewal must not close the channel, and cause the next one, through what was under way. */
  @Test
  void shouldLearnNothingFromCredentialsThatHaveBeenRenewedMeanwhile() {
    ScriptedThreads network = new ScriptedThreads();
    UUID channel = sandbox("One");
    execute("UPDATE channel SET renew_at = '2100-01-01T00:00Z' WHERE id = '%s'".formatted(channel));
    network.script(
        "Hello",
        () -> {
          execute(
              "UPDATE channel SET credentials = '%s' WHERE id = '%s'"
                  .formatted(vault.encrypt(channel, "next"), channel));
          return Delivery.NotDelivered.untilRenewed("credentials_refused");
        });
    UUID id = due(channel);

    run(network.alone());

    assertEquals("planned", stateOf(id));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE failures = 0 AND renew_at = '2100-01-01T00:00Z'"
                + " AND id = '%s'".formatted(channel)));
    network.script("Hello", null);
    clock.advance(Duration.ofMinutes(5));
    run(network.alone());
    assertEquals("published", stateOf(id));
  }

  /** A post whose time has come. */
  private UUID due(UUID channel) {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    clock.advance(SOON);
    return id;
  }

  /** A post of a channel that is in trouble because of it. */
  private UUID refusedTwice(UUID channel) {
    behaviour = FakeReceiver.status(401);
    UUID refused = due(channel);
    run();
    clock.advance(A_MINUTE);
    run();
    return refused;
  }

  private void assertTrouble(String reason) {
    Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .statusCode(200)
        .body("channels.trouble", contains(reason));
  }

  /** A channel whose network has just asked for so long. */
  private UUID closedFor(Duration length) {
    behaviour = FakeReceiver.status(429, "Retry-After: " + length.toSeconds());
    UUID channel = webhook(receiver.url("/"));
    UUID refused = due(channel);
    run();
    execute(
        "UPDATE publication SET retry_at = retry_at + interval '1 day' WHERE id = '%s'"
            .formatted(refused));
    return channel;
  }

  private List<String> statesOnceSending(List<UUID> ids) throws InterruptedException {
    List<String> states = ids.stream().map(this::stateOf).toList();
    while (states.contains("claimed")) {
      Thread.sleep(10);
      states = ids.stream().map(this::stateOf).toList();
    }
    return states;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    run(networks);
  }

  private void run(Networks known) {
    Dispatcher dispatcher = dispatcher(known);
    dispatcher.run();
    dispatcher.awaitIdle();
  }

  private Dispatcher dispatcher(Networks known) {
    return dispatchers.knowing(known);
  }

  private static int portWithoutListener() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }
}
