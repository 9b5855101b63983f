package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.NetworkWords;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.ScriptedThreads;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.InDoubt;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PartLedger.PartClaim;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.publication.PublicationLedger.Unconfirmed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of threads to networks, part by part, also where something goes wrong between two. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ThreadPostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofSeconds(31);
  private static final Duration ABSENT_AFTER = Duration.ofMinutes(3);

  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;
  @Inject PartLedger parts;
  @Inject Networks networks;

  private final ScriptedThreads network = new ScriptedThreads();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void forgetRestores() {
    execute("DELETE FROM restoration");
  }

  @Test
  void shouldPublishPartAfterPartEachInReplyToTheOneBefore() {
    UUID id = scheduledThread("One", "Two", "Three");

    dispatch();

    assertEquals(List.of("One", "Two", "Three"), network.texts());
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(ScriptedThreads.reference("One")),
            Optional.of(ScriptedThreads.reference("Two"))),
        network.follows());
    assertEquals("published", stateOf(id));
    assertEquals(List.of(2, 3), thread(id).stream().map(part -> part.get("part")).toList());
    assertEquals(List.of("published", "published"), states(id));
    assertEquals("https://network.example/3", thread(id).getLast().get("url"));
    JsonNode told = told(id, "published");
    EventSchemas.assertValid("io.postly.part.changed.v1", told);
    assertEquals(2, told.get("part").asInt());
  }

  @Test
  void shouldScheduleNoThreadWithAPartThatIsTooLong() {
    Draft draft =
        content.approvedThread(
            workspace, "One", List.of("Two", "x".repeat(501)), sandbox("Try-out"));

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(400)
        .body("violations[0].field", equalTo("draft_id"))
        .body(
            "violations[0].message",
            equalTo(
                "names a draft that has a thread[1].text that has 501 characters; the channel"
                    + " \"Try-out\" (sandbox) takes at most 500"));
  }

  @Test
  void shouldPublishNothingOfAThreadThatItsNetworkDoesNotTake() {
    UUID id = scheduledThread("One", "Two");
    clock.advance(SOON);

    run(new TalkingNetwork().alone());

    assertEquals("failed", stateOf(id));
    assertEquals("thread_not_taken", shown(id).get("reason"));
    assertNull(shown(id).get("thread"));
  }

  @Test
  void shouldLearnNothingOfAChannelWhoseNetworkWasNotAsked() {
    scheduledThread("One", "Two");
    clock.advance(SOON);
    execute(
        "UPDATE channel SET failures = 3, closed_until = '%s' WHERE workspace = '%s'"
            .formatted(clock.instant(), workspace));

    run(new TalkingNetwork().alone());

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication p JOIN channel c ON c.id = p.channel_id"
                + " WHERE p.workspace = '%s' AND p.state = 'failed' AND c.failures = 3"
                    .formatted(workspace)));
  }

  @Test
  void shouldPutAThreadIntoTheOneSignedMessage() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      Draft draft =
          content.approvedThread(
              workspace, "One", List.of("Two", "Three"), webhook(receiver.url("/")));
      UUID id = scheduled(draft, SOON);
      clock.advance(SOON);

      run(networks);

      assertEquals("published", stateOf(id));
      assertEquals(1, receiver.received().size());
      JsonNode body = new ObjectMapper().readTree(receiver.received().getFirst().body());
      assertEquals("Two", body.at("/data/thread/0/text").asText());
      assertEquals("Three", body.at("/data/thread/1/text").asText());
      assertNull(shown(id).get("thread"));
    }
  }

  @Test
  void shouldKeepWhatFollowsBackWhileThePartBeforeIsInDoubt() {
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    network.script("Three", () -> new Delivery.Unknown("timeout"));

    dispatch();
    clock.advance(Duration.ofMinutes(5));
    run(network.alone());

    assertEquals(List.of("One", "Two"), network.texts());
    assertEquals(List.of("published", "unconfirmed", "planned"), states(id));
    assertEquals("published", stateOf(id));
    assertEquals("timeout", thread(id).get(1).get("reason"));
    assertTrue(thread(id).get(1).get("next_step").toString().contains("in the console"));
  }

  @Test
  void shouldGoOnAfterAPartOfWhichTheNetworkTellsAnImpossibleTime() {
    Instant impossible = Instant.parse("+300000-01-01T00:00:00Z");
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    network.script(
        "Two",
        () -> new Delivery.Delivered(impossible, Optional.empty(), Optional.of("reference")));
    network.script("Three", () -> new Delivery.Unknown("timeout"));
    dispatch();

    parts.settle(
        unconfirmed(),
        new Reading.Found(impossible, Optional.empty(), Optional.of("found")),
        clock.instant());
    run(network.alone());

    assertEquals(List.of("published", "published", "published"), states(id));
    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM publication_part WHERE publication_id = '%s' AND published_at > '%s'"
                .formatted(id, clock.instant())));
  }

  @Test
  void shouldGoOnAfterThePartThatWasFoundOnTheNetwork() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();

    parts.settle(
        unconfirmed(),
        new Reading.Found(Instant.EPOCH, Optional.empty(), Optional.of("found")),
        clock.instant());
    run(network.alone());

    assertEquals(List.of("published", "published"), states(id));
    assertEquals(List.of("One", "Three"), network.texts());
    assertEquals(Optional.of("found"), network.follows().getLast());
  }

  @Test
  void shouldSendAPartAgainThatIsNotOnTheNetworkOnlyWhenAPersonWantsIt() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    parts.settle(unconfirmed(), new Reading.Absent(), clock.instant());
    assertEquals(List.of("unconfirmed", "planned"), states(id));
    clock.advance(ABSENT_AFTER);
    parts.settle(unconfirmed(), new Reading.Absent(), clock.instant());
    network.script("Two", null);
    run(network.alone());
    assertEquals(List.of("failed", "planned"), states(id));
    assertEquals(List.of("One"), network.texts());

    settle(editor, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(403);
    settle(admin, id, Map.of("outcome", "not_published", "part", 2)).statusCode(409);
    settle(admin, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(200)
        .body("publication.thread[0].state", equalTo("planned"));
    run(network.alone());

    assertEquals(List.of("published", "published"), states(id));
    assertEquals(List.of("One", "Two", "Three"), network.texts());
  }

  @Test
  void shouldLetNothingOutAgainWithoutThePersonsConfirmation() {
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    network.script("Three", () -> Delivery.NotDelivered.ofPost("http_400"));
    dispatch();
    network.script("Three", null);

    settle(
            Tokens.of(workspace, "admin").client("chat"),
            id,
            Map.of("outcome", "not_published", "part", 3, "send_again", true))
        .statusCode(428)
        .body("code", equalTo("confirmation_required"))
        .body(
            "confirmation.summary", equalTo("Go on with a thread from part 3: \u201cTitle 1\u201d"))
        .body("confirmation.content[0].channel", equalTo("One"))
        .body("confirmation.content[0].text", equalTo("Three"))
        .body("confirmation.content[0].thread.text", equalTo(List.of("Four")));
    run(network.alone());

    assertEquals(List.of("published", "failed", "planned"), states(id));
    assertEquals(List.of("One", "Two"), network.texts());
  }

  @Test
  void shouldNotSendAgainWhatMayStillArrive() {
    UUID id = scheduledThread("One", "Two");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    Map<String, Object> again = Map.of("outcome", "not_published", "part", 2, "send_again", true);

    settle(admin, id, again)
        .statusCode(409)
        .body("detail", equalTo("Part 2 may still arrive."))
        .body("retryable", equalTo(true));
    settle(admin, id, Map.of("outcome", "not_published", "part", 2)).statusCode(200);
    settle(admin, id, again).statusCode(409).body("retryable", equalTo(true));
    clock.advance(ABSENT_AFTER);
    settle(admin, id, again).statusCode(200);

    network.script("Two", null);
    run(network.alone());
    assertEquals(List.of("One", "Two"), network.texts());
  }

  @Test
  void shouldSendWhatIsInDoubtAgainOnceItCannotArriveAnyMore() {
    wantNews();
    UUID id = scheduledThread("One", "Two");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    network.script("Two", null);
    clock.advance(ABSENT_AFTER);

    settle(admin, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(200)
        .body("publication.thread[0].state", equalTo("planned"));
    run(network.alone());

    assertEquals(List.of("One", "Two"), network.texts());
    assertEquals(1, news());
  }

  @Test
  void shouldTakeDownThatAPartStandsThatWasTakenForAbsent() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    clock.advance(ABSENT_AFTER);
    parts.settle(unconfirmed(), new Reading.Absent(), clock.instant());
    assertEquals("not_on_network", thread(id).getFirst().get("reason"));

    settle(admin, id, Map.of("outcome", "published", "part", 2, "url", "https://example.com/2"))
        .statusCode(200)
        .body("publication.thread[0].state", equalTo("published"))
        .body("publication.thread[0].url", equalTo("https://example.com/2"));
  }

  @Test
  void shouldSayThatTheRestIsPostedByHandAfterAPartOfUnknownName() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    settle(admin, id, Map.of("outcome", "published", "part", 2)).statusCode(200);

    run(network.alone());

    assertEquals("previous_part_unknown", thread(id).getLast().get("reason"));
    assertEquals(
        "Postly does not know by what name the part before stands: the rest is posted by hand.",
        thread(id).getLast().get("next_step"));
    settle(admin, id, Map.of("outcome", "not_published", "part", 3, "send_again", true))
        .statusCode(409)
        .body("detail", containsString("by what name part 2 stands"));
  }

  @Test
  void shouldGoOnWithThreadsBeforePostsThatHaveWaitedLonger() {
    scheduledThread("One", "Two");
    Draft other = content.approvedDraft(workspace, "Other", sandbox("Another"));
    scheduled(other, Duration.ofMinutes(2));
    clock.advance(SOON);
    Dispatcher dispatcher = dispatcher(network.alone());
    ledger.claim(10).forEach(claim -> dispatcher.send(ledger.begin(claim).orElseThrow()));
    clock.advance(SOON);

    run(network.alone(), new DispatchSettings(1, 1, Duration.ZERO, Duration.ZERO));

    assertEquals(List.of("One", "Two", "Other"), network.texts());
  }

  @Test
  void shouldNotGoOnAfterAPartThatHasBeenDeleted() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Three", () -> Delivery.NotDelivered.ofPost("http_400"));
    dispatch();
    execute("UPDATE publication_part SET removed_at = now() WHERE state = 'published'");

    settle(admin, id, Map.of("outcome", "not_published", "part", 3, "send_again", true))
        .statusCode(409)
        .body("detail", equalTo("Part 2 has been deleted: the rest is posted by hand."));
  }

  @Test
  void shouldNotSettleAPostWhoseThreadIsNotKnownYet() {
    UUID id = scheduledThread("One", "Two", "Three");
    clock.advance(SOON);
    restore();
    run(network.alone());
    assertEquals("unconfirmed", stateOf(id));
    String revision = "UPDATE draft_revision SET workspace = '%s' WHERE workspace = '%s'";
    execute(revision.formatted(workspace + "x", workspace));

    settle(admin, id, Map.of("outcome", "published"))
        .statusCode(409)
        .body("detail", containsString("not known whether a thread follows it"))
        .body("retryable", equalTo(true))
        .body("next_step", equalTo("Repeat the call in some minutes."));

    execute(revision.formatted(workspace, workspace + "x"));
    settle(admin, id, Map.of("outcome", "published")).statusCode(200);
    assertEquals(List.of("unconfirmed", "unconfirmed"), states(id));
  }

  @Test
  void shouldTakeDownThatAPostDoesNotStandWhoseThreadIsNotKnownYet() {
    UUID id = scheduledThread("One", "Two");
    clock.advance(SOON);
    restore();
    run(network.alone());
    execute(
        "UPDATE draft_revision SET workspace = '%1$sx' WHERE workspace = '%1$s'"
            .formatted(workspace));

    clock.advance(Duration.ofMinutes(2));
    settle(admin, id, Map.of("outcome", "not_published")).statusCode(200);

    assertEquals("failed", stateOf(id));
  }

  @Test
  void shouldGoOnOverAPartThatStandsAfterOneThatDidNot() {
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    claimedSecond(id);
    restore();
    run(network.alone());
    clock.advance(ABSENT_AFTER);
    settleAsRead("Two", new Reading.Absent());
    settleAsRead("Four", new Reading.Absent());
    settleAsRead("Three", new Reading.Found(Instant.EPOCH, Optional.empty(), Optional.of("found")));
    assertEquals(List.of("failed", "published", "failed"), states(id));

    settle(admin, id, Map.of("outcome", "not_published", "part", 4, "send_again", true))
        .statusCode(409)
        .body("detail", equalTo("Part 2 comes first: it is failed."));
    settle(admin, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(200);
    run(network.alone());

    assertEquals(List.of("published", "published", "published"), states(id));
    assertEquals(List.of("One", "Two", "Four"), network.texts());
    assertEquals(Optional.of("found"), network.follows().getLast());
  }

  @Test
  void shouldNotGoOnAfterAPartBeforeWhichOneIsMissing() {
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    claimedSecond(id);
    restore();
    run(network.alone());
    clock.advance(ABSENT_AFTER);
    settleAsRead("Two", new Reading.Absent());
    settleAsRead("Four", new Reading.Absent());
    settle(admin, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(200);
    settleAsRead("Three", new Reading.Found(Instant.EPOCH, Optional.empty(), Optional.of("found")));

    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM publication_part WHERE number = 4 AND turn_at IS NOT NULL"
                + " AND publication_id = '%s'".formatted(id)));
  }

  @Test
  void shouldTellOnceThatAThreadIsInDoubt() {
    wantNews();
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    claimedSecond(id);
    restore();

    run(network.alone());
    clock.advance(ABSENT_AFTER);
    assertEquals(1, news());
    settleAsRead("Four", new Reading.Absent());
    settleAsRead("Three", new Reading.Absent());
    assertEquals(1, news());
    settleAsRead("Two", new Reading.Found(Instant.EPOCH, Optional.empty(), Optional.empty()));

    assertEquals(List.of("published", "failed", "failed"), states(id));
    assertEquals(2, news());
  }

  @Test
  void shouldLeaveAloneWhatItsCopyOfTheContentHasNot() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> new Delivery.Unknown("timeout"));
    dispatch();
    Draft next = content.approvedThread(workspace, "Five", List.of("Six"), sandbox("Other"));
    UUID other = scheduled(next, SOON);
    PartClaim claimed = claimedSecond(other);
    execute("UPDATE draft_revision SET thread = '[]'");

    assertEquals(List.of(), unconfirmedParts());
    assertEquals(Optional.empty(), parts.begin(claimed));

    assertEquals(List.of("unconfirmed", "planned"), states(id));
    assertEquals("content_changed", thread(other).getFirst().get("reason"));
  }

  @Test
  void shouldSayThatTheDraftIsInTheArchive() {
    Draft draft = content.approvedThread(workspace, "One", List.of("Two"), sandbox("One"));
    UUID id = scheduled(draft, SOON);
    PartClaim claimed = claimedSecond(id);
    content.archived(draft, clock.instant());

    assertEquals(Optional.empty(), parts.begin(claimed));

    assertEquals("draft_archived", thread(id).getFirst().get("reason"));
  }

  @Test
  void shouldRefuseToSettleWhatIsNotInDoubt() {
    UUID id = scheduledThread("One", "Two");
    dispatch();

    settle(admin, id, Map.of("outcome", "published", "part", 2))
        .statusCode(409)
        .body("code", equalTo("not_unconfirmed"));
    settle(admin, id, Map.of("outcome", "published", "part", 3))
        .statusCode(400)
        .body("violations[0].field", equalTo("part"));
    settle(admin, id, Map.of("outcome", "published", "part", 2, "send_again", true))
        .statusCode(400)
        .body("violations[0].field", equalTo("send_again"));
  }

  @Test
  void shouldStopAtAPartThatIsRefused() {
    wantNews();
    UUID id = scheduledThread("One", "Two", "Three");
    network.script(
        "Two",
        () ->
            Delivery.NotDelivered.ofPost("http_400")
                .saying(Optional.of(new NetworkWords("Too\nlong"))));

    dispatch();

    assertEquals("published", stateOf(id));
    assertEquals(List.of("failed", "planned"), states(id));
    assertEquals("Too long", thread(id).getFirst().get("network_said"));
    assertEquals(List.of("One"), network.texts());
    assertEquals("http_400", told(id, "failed").get("reason").asText());
    assertFalse(told(id, "failed").has("network_said"));
    assertEquals(1, news());
  }

  @Test
  void shouldTryAPartAgainThatWasRefusedForTheMoment() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> Delivery.NotDelivered.forNow("http_429"));
    dispatch();
    assertEquals(List.of("planned", "planned"), states(id));
    assertEquals("http_429", thread(id).getFirst().get("reason"));

    network.script("Two", null);
    run(network.alone());
    assertEquals(List.of("One"), network.texts());
    clock.advance(Duration.ofMinutes(5));
    run(network.alone());

    assertEquals(List.of("One", "Two", "Three"), network.texts());
    assertEquals(List.of("published", "published"), states(id));
  }

  @Test
  void shouldKeepAPartThatIsRefusedWithItsAccountUntilAPersonHasReconnectedTheChannel() {
    UUID id = scheduledThread("One", "Two", "Three");
    network.script("Two", () -> Delivery.NotDelivered.ofAccount("http_401"));
    dispatch();
    assertEquals(0, troubles());
    dispatch();
    assertEquals(1, troubles());
    assertEquals(List.of("planned", "planned"), states(id));

    network.script("Two", null);
    Requests.as(admin)
        .body(Map.of())
        .put(path("/channels/" + shown(id).get("channel_id") + "/account"))
        .then()
        .statusCode(200);
    run(network.alone());

    assertEquals(List.of("One", "Two", "Three"), network.texts());
    assertEquals(List.of("published", "published"), states(id));
  }

  @Test
  void shouldSayThatAPartWasNotSentBecauseOfItsChannel() {
    UUID id = scheduledThread("One", "Two");
    network.script("Two", () -> Delivery.NotDelivered.ofAccount("http_401"));
    dispatch();
    dispatch();

    clock.advance(Duration.ofHours(2));
    run(network.alone());

    assertEquals(List.of("failed"), states(id));
    assertEquals("channel_in_trouble", thread(id).getFirst().get("reason"));
  }

  private long troubles() {
    return PostlyBackends.count(
        "SELECT count(*) FROM channel WHERE trouble IS NOT NULL AND workspace = '%s'"
            .formatted(workspace));
  }

  @Test
  void shouldNotSendAgainWhatADispatcherWasSendingWhenItDied() {
    UUID id = scheduledThread("One", "Two", "Three");
    Sending lost = begunSecond(id);

    clock.advance(LEASE);
    run(network.alone());
    assertEquals(List.of("unconfirmed", "planned"), states(id));
    assertEquals("dispatcher_lost", thread(id).getFirst().get("reason"));
    assertEquals(List.of("One"), network.texts());

    dispatcher(network.alone()).sendPart(lost);
    run(network.alone());
    assertEquals(List.of("published", "published"), states(id));
    assertEquals(List.of("One", "Two", "Three"), network.texts());
  }

  @Test
  void shouldSendWhatADispatcherHadOnlyClaimedWhenItDied() {
    UUID id = scheduledThread("One", "Two");
    PartClaim abandoned = claimedSecond(id);
    run(network.alone());
    assertEquals(List.of("One"), network.texts());

    clock.advance(LEASE);
    run(network.alone());

    assertEquals(List.of("One", "Two"), network.texts());
    assertEquals(Optional.empty(), parts.begin(abandoned));
    parts.record(abandoned.partId(), abandoned.token(), Delivery.NotDelivered.ofPost("late"));
    assertEquals(List.of("published"), states(id));
  }

  @Test
  void shouldSendNothingMoreWhilePublishingIsStopped() {
    UUID id = scheduledThread("One", "Two");
    PartClaim claimed = claimedSecond(id);
    Requests.as(admin)
        .body(Map.of("reason", "A mistake"))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(200);

    assertEquals(Optional.empty(), parts.begin(claimed));
    run(network.alone());
    assertEquals(List.of("planned"), states(id));

    Requests.as(admin).post(path("/publishing/resume")).then().statusCode(200);
    run(network.alone());
    assertEquals(List.of("One", "Two"), network.texts());
  }

  @Test
  void shouldSendNothingMoreOfWhatIsNotApprovedAnyMore() {
    Draft draft = content.approvedThread(workspace, "One", List.of("Two"), sandbox("One"));
    UUID id = scheduled(draft, SOON);
    PartClaim claimed = claimedSecond(id);
    content.revised(draft, 2, "Another");

    assertEquals(Optional.empty(), parts.begin(claimed));

    assertEquals(List.of("failed"), states(id));
    assertEquals("content_changed", thread(id).getFirst().get("reason"));
    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldGiveUpAPartThatCouldNotBeSentForTooLong() {
    UUID id = scheduledThread("One", "Two");
    claimedSecond(id);
    clock.advance(Duration.ofHours(2));

    run(network.alone());

    assertEquals(List.of("failed"), states(id));
    assertEquals("overdue", thread(id).getFirst().get("reason"));
  }

  @Test
  void shouldDoubtWhatADatabaseThatIsGoneMayHaveSent() {
    UUID id = scheduledThread("One", "Two", "Three");
    claimedSecond(id);
    restore();

    run(network.alone());

    assertEquals(List.of("unconfirmed", "unconfirmed"), states(id));
    assertEquals("database_restored", thread(id).getFirst().get("reason"));
    assertEquals(List.of("One"), network.texts());
  }

  @Test
  void shouldNotSendARestWhosePostIsToGo() {
    UUID id = scheduledThread("One", "Two", "Three");
    PartClaim claimed = claimedSecond(id);

    Requests.as(editor)
        .post(path("/publications/" + id + "/removal"))
        .then()
        .statusCode(200)
        .body("publication.thread[0].state", equalTo("failed"))
        .body("publication.thread[0].reason", equalTo("post_deleted"));

    assertEquals(Optional.empty(), parts.begin(claimed));
    settle(admin, id, Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .statusCode(409);
  }

  @Test
  void shouldNotTryAgainWhatWasRefusedForTheMomentWhereThePostIsToGo() {
    wantNews();
    UUID id = scheduledThread("One", "Two");
    Sending sending = begunSecond(id);
    network.script("Two", () -> Delivery.NotDelivered.forNow("http_429"));

    Requests.as(editor)
        .post(path("/publications/" + id + "/removal"))
        .then()
        .statusCode(200)
        .body("publication.thread[0].state", equalTo("sending"));
    dispatcher(network.alone()).sendPart(sending);

    assertEquals(List.of("failed"), states(id));
    assertEquals("post_deleted", thread(id).getFirst().get("reason"));
    assertEquals(0, news());
  }

  @Test
  void shouldCountPartsAsPostsExceptWhatAPersonHasEnded() {
    double failed = counted("failed");
    double published = counted("published");
    UUID id = scheduledThread("One", "Two", "Three", "Four");
    network.script("Three", () -> Delivery.NotDelivered.ofPost("http_400"));
    dispatch();
    assertEquals(published + 2, counted("published"));
    assertEquals(failed + 1, counted("failed"));

    Requests.as(editor).post(path("/publications/" + id + "/removal")).then().statusCode(200);

    assertEquals(List.of("published", "failed", "failed"), states(id));
    assertEquals(failed + 1, counted("failed"));
  }

  private static double counted(String state) {
    String series = "postly_publications_total{network=\"sandbox\",state=\"%s\"} ".formatted(state);
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  private UUID scheduledThread(String first, String... rest) {
    return scheduled(content.approvedThread(workspace, first, List.of(rest), sandbox("One")), SOON);
  }

  /** The first text stands, and a dispatcher has claimed the part after it. */
  private PartClaim claimedSecond(UUID id) {
    clock.advance(SOON);
    Dispatcher dispatcher = dispatcher(network.alone());
    ledger.claim(10).forEach(claim -> dispatcher.send(ledger.begin(claim).orElseThrow()));
    assertEquals("published", stateOf(id));
    return parts.claim(10).getFirst();
  }

  /** The database is back from before what was claimed. */
  private void restore() {
    clock.advance(LEASE);
    execute("INSERT INTO restoration (restored_at) VALUES ('%s')".formatted(clock.instant()));
  }

  /** As a dispatcher does that then dies. */
  private Sending begunSecond(UUID id) {
    return parts.begin(claimedSecond(id)).orElseThrow();
  }

  private void dispatch() {
    clock.advance(SOON);
    run(network.alone());
  }

  private void run(Networks known) {
    run(known, DispatchSettings.USUAL);
  }

  private void run(Networks known, DispatchSettings settings) {
    Dispatcher dispatcher = dispatcher(known, settings);
    while (dispatcher.run() > 0) {
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
  }

  private Dispatcher dispatcher(Networks known) {
    return dispatcher(known, DispatchSettings.USUAL);
  }

  private Dispatcher dispatcher(Networks known, DispatchSettings settings) {
    return dispatchers.knowing(known, settings);
  }

  private UUID unconfirmed() {
    return unconfirmedParts().getFirst().publicationId();
  }

  private List<Post> unconfirmedParts() {
    InDoubt.Wanted all = new InDoubt.Wanted(clock.instant(), 10, 10, Set.of(), Set.of(), Set.of());
    return parts.inDoubt("sandbox", all).stream()
        .flatMap(one -> parts.unconfirmed(one.id()).stream())
        .map(Unconfirmed::post)
        .toList();
  }

  private void settleAsRead(String text, Reading reading) {
    UUID part =
        unconfirmedParts().stream()
            .filter(one -> one.text().equals(text))
            .findFirst()
            .orElseThrow()
            .publicationId();
    parts.settle(part, reading, clock.instant());
  }

  private void wantNews() {
    Requests.as(admin)
        .body(
            Map.of(
                "url", "https://example.com/hook", "event_types", List.of("post.thread_stopped")))
        .post(path("/notification-endpoints"))
        .then()
        .statusCode(201);
  }

  /** How often the team was told that a thread has stopped. */
  private long news() {
    return PostlyBackends.count(
        "SELECT count(*) FROM notification_delivery d JOIN notification_endpoint e"
            + " ON e.id = d.endpoint_id WHERE e.workspace = '%s'".formatted(workspace));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> thread(UUID id) {
    return (List<Map<String, Object>>) shown(id).get("thread");
  }

  private List<Object> states(UUID id) {
    return thread(id).stream().map(part -> part.get("state")).toList();
  }

  private static JsonNode told(UUID id, String state) {
    return TestEvents.await(
            "postly.publications",
            found ->
                found.type().equals("io.postly.part.changed.v1")
                    && found.data().get("publication_id").asText().equals(id.toString())
                    && found.data().get("state").asText().equals(state))
        .data();
  }

  private ValidatableResponse settle(Tokens person, UUID publication, Map<String, Object> seen) {
    return Requests.as(person)
        .body(new HashMap<>(seen))
        .post(path("/publications/" + publication + "/settlement"))
        .then();
  }
}
