package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates, and what else there is of the draft, on the channel, and at the same moment. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UpdatesBesideOthersTest extends UpdateScenario {

  @Inject PartLedger parts;

  private UUID channel;
  private Draft draft;
  private UUID post;

  @BeforeEach
  void publish() {
    channel = sandbox("One");
    draft = content.approvedDraft(workspace, "Hello", channel);
    post = published(draft);
    revised(draft, 2, "Hello there");
  }

  @Test
  void shouldNotSayWhatIsPlannedOnTheChannel() {
    UUID planned = planned(2);

    update(editor, post, 2)
        .statusCode(409)
        .body("code", equalTo("already_scheduled"))
        .body("next_step", containsString("cancel_post"));
    Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + planned + "/cancellation"))
        .then()
        .statusCode(200);
    update(editor, post, 2).statusCode(200);
  }

  @Test
  void shouldNotSayWhatStandsOnTheChannelOrMay() {
    UUID other = planned(2);
    execute("UPDATE publication SET state = 'unconfirmed' WHERE id = '%s'".formatted(other));
    update(editor, post, 2).statusCode(409).body("code", equalTo("outcome_unknown"));
    execute(
        "UPDATE publication SET state = 'published', published_at = now() WHERE id = '%s'"
            .formatted(other));

    update(editor, post, 2)
        .statusCode(409)
        .body("code", equalTo("already_published"))
        .body("next_step", containsString("delete_post"));

    execute("UPDATE publication SET series_id = '%s'".formatted(UUID.randomUUID()));
    update(editor, post, 2).statusCode(200);
  }

  @Test
  void shouldSayWhatIsPlannedOnAnotherChannel() {
    UUID elsewhere = sandbox("Two");
    Draft both = content.approvedDraft(workspace, "On both", channel, elsewhere);
    scheduled(both, SOON);
    clock.advance(SOON);
    List<UUID> posts =
        ledger.claim(10).stream().map(claim -> deliver(ledger.begin(claim).orElseThrow())).toList();
    assertEquals(2, posts.size());
    revised(both, 2, "Better on both");

    update(editor, posts.getFirst(), 2).statusCode(200);
    update(editor, posts.getLast(), 2).statusCode(200);
  }

  /** Its network has said that it is gone: nothing is repeated. */
  @Test
  void shouldLetThePostGoOutAnewThatIsGone() {
    network.update(() -> Delivery.NotDelivered.ofPost(Delivery.POST_GONE));
    update(editor, post, 2).statusCode(200);
    dispatch();
    assertEquals("refused", update(post).get("state"));
    revised(draft, 3, "Hello");

    planned(3);
  }

  @Test
  void shouldHoldWhatIsPlannedWhereItMayStandAndTakeItBackWhereItDoes() {
    update(editor, post, 2).statusCode(200);
    giveUp(post);
    revised(draft, 3, "Hello world");
    UUID planned = planned(3);
    content.revised(draft, 4, "Hello there");
    content.approvedAt(draft, 4, "Hello there", clock.instant());
    assertEquals("on_hold", stateOf(planned));

    clock.advance(Duration.ofMinutes(2));
    settle(post, "published").statusCode(200);

    assertEquals("cancelled", stateOf(planned));
    assertEquals("already_published", shown(planned).get("reason"));
  }

  @Test
  void shouldPlanAgainWhatWasHeldOnceItDoesNotStand() {
    update(editor, post, 2).statusCode(200);
    giveUp(post);
    revised(draft, 3, "Hello world");
    UUID planned = planned(3);
    revised(draft, 4, "Hello there");
    assertEquals("on_hold", stateOf(planned));
    clock.advance(Duration.ofMinutes(2));

    settle(post, "not_published").statusCode(200);

    assertEquals("planned", stateOf(planned));
    assertEquals(4, shown(planned).get("revision"));
  }

  @Test
  void shouldNotSayWhatIsHeldAsLateWouldSay() {
    UUID late = planned(2);
    execute(
        "UPDATE publication SET state = 'on_hold', reason = 'time_passed' WHERE id = '%s'"
            .formatted(late));
    revised(draft, 3, "Hello world");

    update(editor, post, 3).statusCode(409).body("code", equalTo("already_scheduled"));
    execute("UPDATE publication SET revision = 3 WHERE id = '%s'".formatted(post));
    Requests.as(editor)
        .body(Map.of("publish_at", clock.instant().plus(SOON).toString()))
        .put(path("/publications/" + late + "/time"))
        .then()
        .statusCode(409)
        .body("code", equalTo("already_published"))
        .body("next_step", containsString("cancel_post"));
    assertEquals("time_passed", shown(late).get("reason"));
  }

  /** Both are looked at, and the outcome is written down between the one look and the other. */
  @Test
  void shouldSeeWhatIsBroughtToThePostAtThatMoment() {
    update(editor, post, 2).statusCode(200);
    begin(updates.claim(10).getFirst());

    int answer =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  execute("LOCK TABLE post_update IN ACCESS EXCLUSIVE MODE");
                  CompletableFuture<Integer> scheduling =
                      CompletableFuture.supplyAsync(
                          () ->
                              schedule(wanted(draft, 2, clock.instant().plus(SOON)))
                                  .extract()
                                  .statusCode());
                  awaitLook(scheduling);
                  execute("UPDATE post_update SET state = 'updated', lease_until = NULL");
                  execute("UPDATE publication SET revision = 2 WHERE id = '%s'".formatted(post));
                  return scheduling;
                })
            .join();

    assertEquals(409, answer);
  }

  private static void awaitLook(CompletableFuture<?> looking) {
    while (!looking.isDone() && waitingForUpdates() == 0) {
      Thread.onSpinWait();
    }
    assertFalse(looking.isDone(), "nobody has looked at updates");
  }

  private static long waitingForUpdates() {
    return PostlyBackends.count(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'post_update'::regclass");
  }

  @Test
  void shouldEndWhatIsAskedForWithItsChannel() {
    update(editor, post, 2).statusCode(200);
    disconnect(false)
        .statusCode(409)
        .body("code", equalTo("channel_in_use"))
        .body("detail", equalTo("1 of its posts wait for another text."));
    disconnect(true).statusCode(200).body("cancelled_posts", equalTo(1));

    assertEquals("refused", update(post).get("state"));
    assertEquals("channel_disconnected", update(post).get("reason"));
    dispatch();
    assertEquals(List.of(), network.updated());
  }

  @Test
  void shouldNotLetTheChannelGoWhileItsPostIsChangedOrInDoubt() {
    update(editor, post, 2).statusCode(200);
    UpdateClaim claim = updates.claim(10).getFirst();
    disconnect(true)
        .statusCode(409)
        .body("detail", equalTo("1 of its posts are being sent at this moment."));
    begin(claim);
    disconnect(true)
        .statusCode(409)
        .body("detail", equalTo("1 of its posts are being sent at this moment."));
    updates.record(post, claim.token(), new Delivery.Unknown("http_502"));
    giveUp(post);
    disconnect(true).statusCode(409).body("next_step", containsString("settle_post"));

    clock.advance(Duration.ofMinutes(2));
    settle(post, "not_published").statusCode(200);
    disconnect(false).statusCode(200);
  }

  @Test
  void shouldNotLetTheChannelGoBeforeItsPostIsAskedForAgain() {
    update(editor, post, 2).statusCode(200);
    loseAnswer();
    disconnect(true)
        .statusCode(409)
        .body("detail", equalTo("1 of its posts are being sent at this moment."));

    awaitAttemptAfter(1);
    dispatch();
    disconnect(false).statusCode(200);
  }

  @Test
  void shouldLetTheChannelGoThoughItIsInDoubtWhatADeletedPostSaid() {
    update(editor, post, 2).statusCode(200);
    giveUp(post);
    Requests.as(editor).post(path("/publications/" + post + "/removal")).then().statusCode(200);
    disconnect(true).statusCode(409);
    execute("UPDATE post_removal SET state = 'removed', next_at = NULL");

    disconnect(false).statusCode(200);
  }

  @Test
  void shouldLetAThreadGoOnOnceItsFirstTextIsChanged() {
    QuarkusMock.installMockForType(all, Networks.class);
    Draft thread = content.approvedThread(workspace, "First", List.of("Second"), sandbox("Two"));
    UUID first = published(thread);
    assertEquals(List.of("planned"), partsOf(first));
    content.revised(thread, 2, "Better", "thread", List.of(Map.of("text", "Second")));
    content.approved(thread, 2, "Better");
    update(editor, first, 2).statusCode(200);
    parts.claim(10).forEach(parts::begin);
    assertEquals(List.of("failed"), partsOf(first), "its approval is of another text");

    UpdateClaim claim = updates.claim(10).getFirst();
    assertEquals(List.of("Second"), updates.begin(claim).orElseThrow().sending().post().thread());
    updates.record(first, claim.token(), TalkingNetwork.delivered());
    Requests.as(admin)
        .body(Map.of("outcome", "not_published", "part", 2, "send_again", true))
        .post(path("/publications/" + first + "/settlement"))
        .then()
        .statusCode(200);

    assertEquals(1, parts.claim(10).stream().flatMap(part -> parts.begin(part).stream()).count());
    assertEquals(List.of("sending"), partsOf(first));
  }

  @SuppressWarnings("unchecked")
  private List<Object> partsOf(UUID first) {
    return ((List<Map<String, Object>>) shown(first).get("thread"))
        .stream().map(part -> part.get("state")).toList();
  }

  private enum RevisionOrBeginning {
    REVISED_FIRST,
    BEGUN_FIRST
  }

  @Test
  void shouldNeverBeginWithWhatIsNotApprovedAnyMore() {
    Race.run(
        6,
        RevisionOrBeginning.class,
        race -> {
          publishAnother();
          UpdateClaim claim = updates.claim(1).getFirst();

          boolean begun =
              race.between(
                      () -> updates.begin(claim).isPresent(),
                      () -> {
                        content.revised(draft, 3, "Later");
                        return draft;
                      })
                  .first();

          assertEquals(begun ? "sending" : "refused", update(post).get("state"));
          return begun ? RevisionOrBeginning.BEGUN_FIRST : RevisionOrBeginning.REVISED_FIRST;
        });
  }

  private enum DeletionOrBeginning {
    DELETED_FIRST,
    BEGUN_FIRST
  }

  @Test
  void shouldNeverBeginWithWhatIsToBeDeleted() {
    Race.run(
        6,
        DeletionOrBeginning.class,
        race -> {
          publishAnother();
          UpdateClaim claim = updates.claim(1).getFirst();

          Race.Finish<Boolean, Integer> finish =
              race.between(
                  () -> updates.begin(claim).isPresent(),
                  () ->
                      Requests.as(editor)
                          .post(path("/publications/" + post + "/removal"))
                          .then()
                          .extract()
                          .statusCode());

          assertEquals(200, finish.second());
          assertEquals(finish.first() ? "sending" : "refused", update(post).get("state"));
          return finish.first()
              ? DeletionOrBeginning.BEGUN_FIRST
              : DeletionOrBeginning.DELETED_FIRST;
        });
  }

  private enum StopOrBeginning {
    STOPPED_FIRST,
    BEGUN_FIRST
  }

  /** Whoever stops publishing sees what has begun, and nothing begins after that. */
  @Test
  void shouldNeverBeginUnseenByWhoeverStopsPublishing() {
    Race.run(
        6,
        StopOrBeginning.class,
        race -> {
          publishAnother();
          UpdateClaim claim = updates.claim(1).getFirst();

          Race.Finish<Boolean, JsonNode> finish =
              race.between(
                  () -> updates.begin(claim).isPresent(),
                  () ->
                      Requests.json(
                          200,
                          Requests.as(admin)
                              .body(Map.of("reason", "Race"))
                              .post(path("/publishing/stop"))
                              .then()));

          Requests.as(admin).post(path("/publishing/resume")).then().statusCode(200);
          assertEquals(finish.first() ? 1 : 0, finish.second().get("being_sent").asInt());
          assertEquals(finish.first() ? "sending" : "requested", update(post).get("state"));
          return finish.first() ? StopOrBeginning.BEGUN_FIRST : StopOrBeginning.STOPPED_FIRST;
        });
  }

  private enum Claims {
    FIRST,
    SECOND
  }

  @Test
  void shouldBeClaimedByOneReplica() {
    Race.run(
        6,
        Claims.class,
        race -> {
          publishAnother();

          Race.Finish<Integer, Integer> finish =
              race.between(() -> updates.claim(10).size(), () -> updates.claim(10).size());

          assertEquals(1, finish.first() + finish.second());
          return finish.first() == 1 ? Claims.FIRST : Claims.SECOND;
        });
  }

  private enum WishOrDisconnection {
    ASKED_FIRST,
    DISCONNECTED_FIRST
  }

  /** Else a text would be promised that can never go out. */
  @Test
  void shouldNeverBeAskedForOfAChannelThatGoes() {
    Race.run(
        6,
        WishOrDisconnection.class,
        race -> {
          publishOn(sandbox("Goes " + UUID.randomUUID()));

          Race.Finish<Integer, Integer> finish =
              race.between(
                  () -> update(editor, post, 2).extract().statusCode(),
                  () -> disconnect(false).extract().statusCode());

          assertNotEquals(finish.first(), finish.second());
          return finish.first() == 200
              ? WishOrDisconnection.ASKED_FIRST
              : WishOrDisconnection.DISCONNECTED_FIRST;
        });
  }

  /** Another post with a wish, and none beside it. */
  private void publishAnother() {
    publishOn(sandbox("c " + UUID.randomUUID()));
    update(editor, post, 2).statusCode(200);
  }

  private void publishOn(UUID on) {
    forgetPublications();
    channel = on;
    draft = content.approvedDraft(workspace, "Hello", channel);
    post = published(draft);
    revised(draft, 2, "Hello there");
  }

  private UUID planned(int revision) {
    return planned(draft, revision);
  }

  private ValidatableResponse disconnect(boolean cancelPosts) {
    return Requests.as(admin)
        .body(Map.of("cancel_posts", cancelPosts))
        .post(path("/channels/" + channel + "/disconnection"))
        .then();
  }
}
