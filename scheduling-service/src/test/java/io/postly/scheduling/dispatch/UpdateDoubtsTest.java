package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Published posts of which it is not certain what they say, and how that becomes certain. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UpdateDoubtsTest extends UpdateScenario {

  private static final Duration LONGEST_WAY = Duration.ofMinutes(2);
  private static final String A = "Hello";
  private static final String B = "Hello there";
  private static final String C = "Hello world";

  private Draft draft;
  private UUID post;

  @BeforeEach
  void askForAnotherText() {
    draft = content.approvedDraft(workspace, A, sandbox("One"));
    post = published(draft);
    revised(draft, 2, B);
    update(editor, post, 2).statusCode(200);
  }

  @Test
  void shouldLetNothingOvertakeWhatWasNotAnsweredThoughALaterAttemptWas() {
    loseAnswer();
    awaitAttemptAfter(1);
    dispatch();
    assertEquals("updated", update(post).get("state"));
    assertNull(update(post).get("in_doubt"));

    askForC();
    dispatch();
    assertEquals(2, network.updated().size(), "the first attempt may still arrive");
    clock.advance(LONGEST_WAY);
    dispatch();

    assertEquals(C, network.updated().getLast().text());
    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldLetNothingOvertakeWhatADispatcherHasAbandoned() {
    abandon();
    awaitAttemptAfter(1);
    dispatch();
    assertEquals("updated", update(post).get("state"));

    askForC();
    dispatch();
    assertEquals(1, network.updated().size());
    clock.advance(LONGEST_WAY);
    dispatch();

    assertEquals(2, network.updated().size());
  }

  private UpdateClaim abandon() {
    UpdateClaim lost = updates.claim(10).getFirst();
    begin(lost);
    clock.advance(config.dispatch().lease().multipliedBy(2));
    assertEquals(1, updates.expireLeases(Batch.of(10)));
    assertEquals(List.of(2), update(post).get("in_doubt"));
    return lost;
  }

  @Test
  void shouldHearThatItStandsHoweverLateAsLongAsNobodyHasBegunSince() {
    UpdateClaim late = abandon();
    updates.record(post, late.token(), Delivery.NotDelivered.ofPost("http_422"));
    assertEquals("requested", update(post).get("state"));

    updates.record(post, late.token(), TalkingNetwork.delivered());

    assertEquals("updated", update(post).get("state"));
    assertEquals(2, shown(post).get("revision"));
    awaitAttemptAfter(1);
    dispatch();
    assertEquals(List.of(), network.updated());
  }

  @Test
  void shouldNotHearOfAnAttemptOnceAnotherTextIsWanted() {
    UpdateClaim late = abandon();
    askForC();

    updates.record(post, late.token(), TalkingNetwork.delivered());

    assertEquals("requested", update(post).get("state"));
    assertEquals(3, update(post).get("revision"));
    assertEquals(1, shown(post).get("revision"));
  }

  /** However short the grace is: it counts from when the text may be sent. */
  @Test
  void shouldNotBeTooLateForWhatHasToWait() {
    giveUp(post);
    update(editor, post, 2).statusCode(200);
    execute(
        "UPDATE post_update SET requested_at = '%s'"
            .formatted(clock.instant().minus(config.dispatch().grace()).plusSeconds(60)));
    int attempts = network.updated().size();

    clock.advance(LONGEST_WAY);
    dispatch();

    assertEquals(attempts + 1, network.updated().size());
    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldNotForgetAnEarlierTextForOneThatWasNeverSent() {
    giveUp(post);
    askForC();
    content.revised(draft, 4, "Hello all");

    assertEquals(List.of("refused", "unconfirmed"), told(post).reversed().subList(0, 2).reversed());
    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals(2, update(post).get("revision"));
    assertEquals("earlier_update_unknown", update(post).get("reason"));
    assertEquals(List.of(2), update(post).get("in_doubt"));
    clock.advance(LONGEST_WAY);
    assertStands(5, B);
    assertStands(6, A);
    revised(draft, 7, C);
    schedule(wanted(draft, 7, clock.instant().plus(SOON))).statusCode(201);
  }

  private void assertStands(int revision, String text) {
    revised(draft, revision, text);
    schedule(wanted(draft, revision, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
  }

  @Test
  void shouldShowAllThatMayStandBeforeItIsChanged() {
    giveUp(post);
    revised(draft, 3, C);

    update(chat(), post, 3)
        .statusCode(428)
        .body(
            "confirmation.content.channel",
            equalTo(List.of("One (now, perhaps)", "One (now, perhaps)", "One (then)")))
        .body("confirmation.content.text", equalTo(List.of(A, B, C)));
  }

  @Test
  void shouldTakeAPersonsWordForTheNewText() {
    giveUp(post);
    settle(post, "published")
        .statusCode(409)
        .body("code", equalTo("not_unconfirmed"))
        .body("retryable", equalTo(true))
        .body("detail", equalTo("What was sent last may still arrive."))
        .body("next_step", containsString("120 seconds"));
    clock.advance(LONGEST_WAY);
    settle(post, "published")
        .statusCode(200)
        .body("publication.update.state", equalTo("updated"))
        .body("publication.update.in_doubt", nullValue())
        .body("publication.revision", equalTo(2));

    settle(post, "published")
        .statusCode(409)
        .body("detail", equalTo("The post is published, and its update updated."));
  }

  @Test
  void shouldTakeAPersonsWordForTheFormerText() {
    giveUp(post);
    clock.advance(LONGEST_WAY);
    settle(post, "not_published")
        .statusCode(200)
        .body("publication.update.state", equalTo("refused"))
        .body("publication.update.reason", equalTo("settled_as_not_published"))
        .body("publication.revision", equalTo(1));

    schedule(wanted(draft, 2, clock.instant().plus(SOON))).statusCode(201);
  }

  @Test
  void shouldAskForEachTextThatMayStand() {
    giveUp(post);
    askForC();
    clock.advance(LONGEST_WAY);
    giveUp(post);
    assertEquals(List.of(2, 3), update(post).get("in_doubt"));
    clock.advance(LONGEST_WAY);

    settle(post, "not_published")
        .statusCode(200)
        .body("publication.update.state", equalTo("unconfirmed"))
        .body("publication.update.revision", equalTo(2));
    settle(post, "published")
        .statusCode(200)
        .body("publication.update.state", equalTo("updated"))
        .body("publication.revision", equalTo(2));
  }

  @Test
  void shouldSettleNothingThatIsUnderWay() {
    settle(post, "published")
        .statusCode(409)
        .body("detail", equalTo("The post is published, and its update requested."));
    giveUp(post);
    clock.advance(LONGEST_WAY);
    Requests.as(admin)
        .body(Map.of("outcome", "published", "url", "https://social.example/1"))
        .post(path("/publications/" + post + "/settlement"))
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("url"));
    assertEquals("unconfirmed", update(post).get("state"));
  }

  @Test
  void shouldHaveNoDoubtsAnyMoreOnceThePostIsGone() {
    giveUp(post);
    askForC();
    clock.advance(LONGEST_WAY);
    loseAnswer();
    assertEquals(List.of(2, 3), update(post).get("in_doubt"));
    network.update(() -> Delivery.NotDelivered.ofPost(Delivery.POST_GONE));
    awaitAttemptAfter(1);
    dispatch();

    assertEquals("refused", update(post).get("state"));
    assertEquals("post_gone", update(post).get("reason"));
    assertNull(update(post).get("in_doubt"));
    assertEquals(1, PostlyBackends.count("SELECT count(doubted_at) FROM post_update"));
    revised(draft, 4, B);
    planned(draft, 4);
  }

  @Test
  void shouldMakeRoomForTheNextTextAtOnce() {
    network.update(
        () -> Delivery.NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(30))));
    dispatch();
    update(editor, post, 2)
        .statusCode(409)
        .body("detail", equalTo("Its network is being asked already."))
        .body("next_step", containsString("revise the draft"));

    revised(draft, 3, C);

    assertEquals("refused", update(post).get("state"));
    assertEquals("content_changed", update(post).get("reason"));
    update(editor, post, 3).statusCode(200);
    network.update(TalkingNetwork::delivered);
    dispatch();
    assertEquals(1, network.updated().size(), "the network wants to be left alone");
    clock.advance(Duration.ofMinutes(31));
    dispatch();
    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldLeaveToItsDispatcherWhatIsClaimed() {
    UpdateClaim claim = updates.claim(10).getFirst();
    content.revised(draft, 3, C);
    assertEquals("requested", update(post).get("state"));

    assertEquals(Optional.empty(), updates.begin(claim));

    assertEquals("content_changed", update(post).get("reason"));
  }

  @Test
  void shouldNotBeTooLateForWhatAStopHoldsBack() {
    Requests.as(editor)
        .body(Map.of("reason", "Emergency"))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(200);
    clock.advance(config.dispatch().grace().plus(SOON));
    dispatch();

    assertEquals("requested", update(post).get("state"));
  }

  @Test
  void shouldLetPostsGoOnThoughChangesAreNotTakenOrNotAnswered() {
    giveUp(post);
    assertOpen();
    network.update(() -> Delivery.NotDelivered.ofPost("not_permitted"));
    update(editor, post, 2).statusCode(200);
    clock.advance(LONGEST_WAY);
    dispatch();
    assertOpen();
    Draft other = content.approvedDraft(workspace, "Else", draft.channels().getFirst());
    assertEquals(1, begun(other).size());

    network.update(() -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED));
    update(editor, post, 2).statusCode(200);
    clock.advance(LONGEST_WAY);
    dispatch();
    assertEquals(1, channels("trouble IS NULL AND closed_until IS NOT NULL"));
    clock.advance(LONGEST_WAY);
    dispatch();
    assertEquals(1, channels("trouble = 'credentials_refused'"));
  }

  private void assertOpen() {
    assertEquals(1, channels("trouble IS NULL AND failures = 0 AND closed_until IS NULL"));
  }

  private long channels(String condition) {
    return PostlyBackends.count(
        "SELECT count(*) FROM channel WHERE id = '%s' AND %s"
            .formatted(draft.channels().getFirst(), condition));
  }

  @Test
  void shouldNotBelieveWhatIsKnownSinceARestore() {
    dispatch();
    assertEquals("updated", update(post).get("state"));
    content.revised(draft, 3, C);
    content.approvedAt(draft, 3, C, clock.instant());
    restore();

    schedule(wanted(draft, 3, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
    revised(draft, 4, B);
    update(chat(), post, 4)
        .statusCode(428)
        .body("confirmation.content.channel", equalTo(List.of("One (now, perhaps)", "One (then)")));
    update(editor, post, 4).statusCode(200);
    dispatch();
    assertEquals("updated", update(post).get("state"));
    refused(update(editor, post, 4), "The post says exactly that.");
    content.revised(draft, 5, "Since then");
    content.approvedAt(draft, 5, "Since then", clock.instant());
    schedule(wanted(draft, 5, clock.instant().plus(SOON))).statusCode(201);
  }

  @Test
  void shouldNotBelieveAPostThatNobodyWasKnownToChangeSinceARestore() {
    execute("DELETE FROM post_update");
    content.approvedAt(draft, 2, B, clock.instant());
    restore();

    schedule(wanted(draft, 2, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
    revised(draft, 3, A);
    update(editor, post, 3).statusCode(200);
    dispatch();

    assertEquals("updated", update(post).get("state"));
  }

  /** That it was taken back since does not say that nobody brought it to the post before. */
  @Test
  void shouldNotBelieveAPostThoughTheApprovalOfItsLaterTextIsOver() {
    execute("DELETE FROM post_update");
    execute(
        "UPDATE approval_copy SET state = 'superseded' WHERE draft_id = '%s' AND revision = 2"
            .formatted(draft.id()));
    restore();
    content.revised(draft, 3, B);
    content.approvedAt(draft, 3, B, clock.instant());

    schedule(wanted(draft, 3, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
    content.revised(draft, 4, C);
    content.approvedAt(draft, 4, C, clock.instant());
    schedule(wanted(draft, 4, clock.instant().plus(SOON))).statusCode(201);
  }

  @Test
  void shouldTakeNothingBackForATextThatMayNotStandSinceARestoreUntilItDoes() {
    dispatch();
    revised(draft, 3, C);
    UUID planned = planned(draft, 3);
    restore();
    content.revised(draft, 4, B);
    content.approvedAt(draft, 4, B, clock.instant());
    assertEquals("on_hold", stateOf(planned));

    update(editor, post, 4).statusCode(200);
    dispatch();

    assertEquals("updated", update(post).get("state"));
    assertEquals("cancelled", stateOf(planned));
  }

  @Test
  void shouldGiveUpWhatWasBeingSentBeforeARestore() {
    begin(updates.claim(10).getFirst());
    restore();
    clock.advance(config.dispatch().lease().multipliedBy(2));
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals("database_restored", update(post).get("reason"));
  }

  @Test
  void shouldDoubtWhatWasAskedBeforeARestoreWhateverEndsIt() {
    restore();
    content.revised(draft, 3, C);

    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals("content_changed", update(post).get("reason"));
    assertEquals(List.of(2), update(post).get("in_doubt"));
  }

  private void askForC() {
    revised(draft, 3, C);
    update(editor, post, 3).statusCode(200);
  }
}
