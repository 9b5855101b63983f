package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.NetworkWords;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.publication.UpdateLedger.UpdateClaim;
import io.postly.scheduling.publication.UpdateLedger.UpdateSending;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Published posts that get another text, from a network that takes it, does not, or is silent. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UpdatedPostsTest extends UpdateScenario {

  @Test
  void shouldChangeAPublishedPostAndSayHowFarThatIs() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");

    update(editor, post, 2)
        .statusCode(200)
        .body("publication.state", equalTo("published"))
        .body("publication.revision", equalTo(1))
        .body("publication.update.state", equalTo("requested"))
        .body("publication.update.revision", equalTo(2))
        .body("action.undo.possible", equalTo(false))
        .body("action.next_step", containsString("get_calendar"));
    assertEquals(List.of(), network.updated());
    dispatch();

    Post sent = network.updated().getFirst();
    assertEquals("Hello there", sent.text());
    assertEquals(Optional.of(reference(post)), sent.follows());
    assertEquals("updated", update(post).get("state"));
    assertEquals(2, shown(post).get("revision"));
    assertEquals("published", stateOf(post));
    assertEquals(List.of("requested", "sending", "updated"), told(post));
    dispatch();
    assertEquals(1, network.updated().size());
    refused(update(editor, post, 2), "The post says exactly that.");
  }

  @Test
  void shouldTellAWebhooksReceiverOfTheChange() throws Exception {
    QuarkusMock.installMockForType(all, Networks.class);
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID post = sentTo(webhook(Map.of("url", receiver.url("/"), "updates", true)));

      update(editor, post, 2).statusCode(200);
      run(all);

      assertEquals("updated", update(post).get("state"));
      FakeReceiver.Received told = receiver.received().getLast();
      long due =
          PostlyBackends.count(
              "SELECT floor(extract(epoch FROM due_at) * 1000) FROM post_update"
                  + " WHERE publication_id = '%s'".formatted(post));
      assertEquals(post + "-" + due, told.headers().get("webhook-id"));
      JsonNode body = new ObjectMapper().readTree(told.body());
      assertEquals("post.updated", body.get("type").asText());
      assertEquals("Hello there (webhook)", body.at("/data/text").asText());
      assertEquals(post.toString(), body.at("/data/publication_id").asText());
      assertEquals(2, body.at("/data/revision").asInt());
    }
  }

  @Test
  void shouldTellNoReceiverOfAChangeThatIsNotSaidToHeedIt() {
    QuarkusMock.installMockForType(all, Networks.class);
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID post = sentTo(webhook(receiver.url("/")));

      refused(
          update(editor, post, 2)
              .body(
                  "next_step",
                  allOf(
                      containsString("post.updated"),
                      containsString("by reconnecting the channel"))),
          "Nobody has said that the channel's receiver takes changes for changes.");
      run(all);

      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldTellNoReceiverOfAChangeThatIsNotSaidToHeedItAnyMore() {
    QuarkusMock.installMockForType(all, Networks.class);
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID channel = webhook(Map.of("url", receiver.url("/"), "updates", true));
      UUID post = sentTo(channel);
      update(editor, post, 2).statusCode(200);
      Requests.as(admin)
          .body(Map.of("webhook", Map.of("url", receiver.url("/other"))))
          .put(path("/channels/" + channel + "/account"))
          .then()
          .statusCode(200);
      run(all);

      assertEquals(1, receiver.received().size());
      assertEquals("refused", update(post).get("state"));
      assertEquals("updates_not_taken", update(post).get("reason"));
    }
  }

  @Test
  void shouldGoOnPublishingWhereAChangeIsNotPermitted() {
    QuarkusMock.installMockForType(all, Networks.class);
    try (FakeReceiver receiver =
        FakeReceiver.answering(
            told -> FakeReceiver.status(told.body().contains("post.updated") ? 403 : 204))) {
      UUID channel = webhook(Map.of("url", receiver.url("/"), "updates", true));
      UUID post = sentTo(channel);
      update(editor, post, 2).statusCode(200);
      run(all);
      assertEquals("not_permitted", update(post).get("reason"));

      assertEquals("published", stateOf(sentTo(channel)));
    }
  }

  /** Nothing says what its receiver was told of before the restore. */
  @Test
  void shouldNotBelieveAPostSinceARestoreWhateverItsChannelTakes() {
    QuarkusMock.installMockForType(all, Networks.class);
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      Draft draft = content.approvedDraft(workspace, "Hello", webhook(receiver.url("/")));
      sent(draft);
      restore();

      schedule(wanted(draft, 2, clock.instant().plus(SOON)))
          .statusCode(409)
          .body("code", equalTo("already_published"));
    }
  }

  private UUID sentTo(UUID channel) {
    return sent(content.approvedDraft(workspace, "Hello", channel));
  }

  /** A post whose draft says something else since. */
  private UUID sent(Draft draft) {
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON);
    run(all);
    revised(draft, 2, "Hello there");
    return post;
  }

  /** What networks take by now of pictures and threads is no matter of a text. */
  @Test
  void shouldChangeATextBesideWhatTheNetworkWouldNotTakeAnyMore() {
    QuarkusMock.installMockForType(all, Networks.class);
    Draft draft = content.approvedDraft(workspace, "Hello", List.of(picture()), sandbox("One"));
    UUID post = published(draft);
    QuarkusMock.installMockForType(network.alone(), Networks.class);
    assertEquals(Optional.empty(), network.pictures());
    revisedBesideThePicture(draft, 2, "Hello there");

    update(editor, post, 2).statusCode(200);
    dispatch();

    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldTakeNoTimeForPicturesThatAreNotSent() {
    QuarkusMock.installMockForType(all, Networks.class);
    Draft draft = content.approvedDraft(workspace, "Hello", List.of(picture()), sandbox("One"));
    UUID post = published(draft);
    revisedBesideThePicture(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);

    UpdateSending sending = updates.begin(updates.claim(10).getFirst()).orElseThrow();

    assertFalse(
        sending.sending().sendBefore().isAfter(clock.instant().plus(config.dispatch().lease())));
  }

  private void revisedBesideThePicture(Draft draft, int revision, String text) {
    content.revised(draft, revision, text, "media", List.of(picture()));
    content.approved(draft, revision, text);
  }

  @Test
  void shouldChangeWhatStandsInTheSandbox() {
    QuarkusMock.installMockForType(all, Networks.class);
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON);
    run(all);
    revised(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);
    run(all);
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM sandbox_post WHERE publication_id = '%s' AND text = 'Hello there'"
                .formatted(post)));

    execute("DELETE FROM sandbox_post WHERE publication_id = '%s'".formatted(post));
    revised(draft, 3, "Hello once more");
    update(editor, post, 3).statusCode(200);
    run(all);

    assertEquals("refused", update(post).get("state"));
    assertEquals("post_gone", update(post).get("reason"));
    assertEquals(2, shown(post).get("revision"));
  }

  @Test
  void shouldTryAgainWhatWasNotAnsweredUntilItIsCertain() {
    UUID post = asked();
    network.update(() -> new Delivery.Unknown("connection_lost"));
    dispatch();
    assertEquals("requested", update(post).get("state"));
    assertEquals(1, shown(post).get("revision"));

    network.update(TalkingNetwork::delivered);
    dispatch();
    assertEquals(1, network.updated().size(), "too early");
    clock.advance(delays().getFirst().multipliedBy(2));
    dispatch();

    assertEquals(2, network.updated().size());
    assertEquals("updated", update(post).get("state"));
    assertEquals(2, shown(post).get("revision"));
  }

  @Test
  void shouldGiveUpWhatIsNeverAnsweredAndMayBeAskedAgain() {
    UUID post = asked();
    network.update(() -> new Delivery.Unknown("http_502"));
    dispatch();
    for (int failures = 1; update(post).get("state").equals("requested"); failures++) {
      clock.advance(delays().get(failures - 1).multipliedBy(2));
      dispatch();
    }

    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals("http_502", update(post).get("reason"));
    assertEquals(1, shown(post).get("revision"));
    int attempts = network.updated().size();
    network.update(TalkingNetwork::delivered);
    update(editor, post, 2).statusCode(200);
    dispatch();
    assertEquals(attempts, network.updated().size(), "what was sent last may still arrive");
    clock.advance(Duration.ofMinutes(2));
    dispatch();

    assertEquals("updated", update(post).get("state"));
    assertEquals(2, shown(post).get("revision"));
  }

  @Test
  void shouldSayThatNothingChangedWhereTheNetworkRefusesForCertain() {
    UUID post = asked();
    network.update(
        () ->
            Delivery.NotDelivered.ofPost("http_422")
                .saying(Optional.of(new NetworkWords("Too\nlong"))));
    dispatch();

    assertEquals("refused", update(post).get("state"));
    assertEquals("http_422", update(post).get("reason"));
    assertEquals("Too long", update(post).get("network_said"));
    assertEquals(1, shown(post).get("revision"));

    network.update(TalkingNetwork::delivered);
    update(editor, post, 2)
        .statusCode(200)
        .body("publication.update.reason", nullValue())
        .body("publication.update.network_said", nullValue());
    dispatch();
    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldNotTakeARefusalForProofAfterALostAnswer() {
    UUID post = asked();
    network.update(() -> new Delivery.Unknown("connection_lost"));
    dispatch();
    network.update(() -> Delivery.NotDelivered.ofPost("http_422"));
    clock.advance(delays().getFirst().multipliedBy(2));
    dispatch();

    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals("http_422", update(post).get("reason"));
  }

  @Test
  void shouldSendOnlyWhatIsApprovedAtTheLastMoment() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    content.revised(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(409).body("code", equalTo("not_approved"));
    content.approved(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);

    content.revised(draft, 3, "Hello world");
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("refused", update(post).get("state"));
    assertEquals("content_changed", update(post).get("reason"));
    update(editor, post, 2).statusCode(409).body("code", equalTo("stale_revision"));
  }

  @Test
  void shouldSendNothingOfADraftThatIsArchived() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);
    content.archived(draft, clock.instant());
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("refused", update(post).get("state"));
    assertEquals("draft_archived", update(post).get("reason"));
    update(editor, post, 2).statusCode(409).body("code", equalTo("draft_archived"));
  }

  @Test
  void shouldSendNothingWhilePublishingIsStopped() {
    UUID post = asked();
    Requests.as(editor)
        .body(Map.of("reason", "Emergency"))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(200);
    dispatch();
    assertEquals(List.of(), network.updated());

    Requests.as(admin).post(path("/publishing/resume")).then().statusCode(200);
    UpdateClaim claim = updates.claim(10).getFirst();
    assertEquals(1, updates.begin(claim).stream().count());
    Requests.as(editor)
        .body(Map.of("reason", "Once more"))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(200)
        .body("being_sent", equalTo(1));
    updates.record(post, claim.token(), TalkingNetwork.delivered());

    assertEquals("updated", update(post).get("state"));
    update(editor, post, 2).statusCode(409).body("code", equalTo("publishing_stopped"));
  }

  @Test
  void shouldLeaveAChannelAloneThatTakesNothing() {
    UUID post = asked();
    execute(
        "UPDATE channel SET trouble = 'credentials_refused', trouble_since = now() WHERE id = "
            + channelOf(post));
    dispatch();
    assertEquals(List.of(), network.updated());

    clock.advance(config.dispatch().grace().plus(SOON));
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("refused", update(post).get("state"));
    assertEquals("channel_in_trouble", update(post).get("reason"));
    refused(
        update(editor, post, 2), "Nothing goes out on its channel until a person reconnects it.");
  }

  @Test
  void shouldKeepWhatIsRefusedWithItsAccountUntilAPersonHasReconnectedTheChannel() {
    UUID post = asked();
    network.update(() -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED));
    dispatch();
    clock.advance(SOON);
    dispatch();
    assertEquals("requested", update(post).get("state"));
    assertEquals("credentials_refused", update(post).get("reason"));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE trouble IS NOT NULL AND id = " + channelOf(post)));

    network.update(TalkingNetwork::delivered);
    execute(
        "UPDATE channel SET trouble = NULL, trouble_since = NULL, closed_until = NULL WHERE id = "
            + channelOf(post));
    dispatch();

    assertEquals("updated", update(post).get("state"));
  }

  @Test
  void shouldNotChangeWhatIsToBeDeleted() {
    UUID post = asked();
    Requests.as(editor).post(path("/publications/" + post + "/removal")).then().statusCode(200);
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("post_deleted", update(post).get("reason"));
    refused(update(editor, post, 2), "The post is deleted, or is to be.");
  }

  @Test
  void shouldHearNobodyWhoseAttemptWasTakenForAbandoned() {
    UUID post = asked();
    UpdateClaim lost = updates.claim(10).getFirst();
    assertEquals(List.of(), updates.claim(10));
    UpdateSending sending = updates.begin(lost).orElseThrow();
    Duration lease = config.dispatch().lease();
    assertFalse(sending.sending().sendBefore().isAfter(clock.instant().plus(lease)));
    clock.advance(lease);
    assertEquals(0, updates.expireLeases(Batch.of(10)), "what was sent may still be on its way");

    clock.advance(lease);
    assertEquals(1, updates.expireLeases(Batch.of(10)));
    clock.advance(delays().getFirst().multipliedBy(2));
    UpdateClaim next = updates.claim(10).getFirst();
    updates.record(post, lost.token(), Delivery.NotDelivered.ofPost("late"));
    assertEquals("requested", update(post).get("state"));
    assertEquals(Optional.empty(), updates.begin(lost));
    updates.release(next);
    dispatch();

    assertEquals("updated", update(post).get("state"));
    assertEquals(1, network.updated().size());
  }

  @Test
  void shouldNotRepeatWhatADatabaseThatIsGoneMayHaveOvertaken() {
    UUID post = asked();
    clock.advance(SOON);
    execute("INSERT INTO restoration (restored_at) VALUES ('%s')".formatted(clock.instant()));
    dispatch();

    assertEquals(List.of(), network.updated());
    assertEquals("unconfirmed", update(post).get("state"));
    assertEquals("database_restored", update(post).get("reason"));
  }

  @Test
  void shouldChangeTheTextAlone() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    content.revised(draft, 2, "Hello there", "thread", List.of(Map.of("text", "More")));
    content.approved(draft, 2, "Hello there");

    update(editor, post, 2)
        .statusCode(409)
        .body("code", equalTo("not_updatable"))
        .body(
            "violations.message",
            equalTo(List.of("names a revision with another thread than the post has")))
        .body("next_step", containsString("delete_post"));

    content.revised(draft, 3, "Hello all", "media", List.of(picture()));
    content.approved(draft, 3, "Hello all");
    update(editor, post, 3)
        .statusCode(409)
        .body(
            "violations.message",
            equalTo(
                List.of("names a revision with other pictures, or alt texts, than the post has")));

    String tooLong = "x".repeat(501);
    revised(draft, 4, tooLong);
    update(editor, post, 4).statusCode(409).body("violations[0].message", containsString("501"));
  }

  private static Map<String, Object> picture() {
    return Map.of(
        "media_id",
        UUID.randomUUID().toString(),
        "sha256",
        "0".repeat(64),
        "type",
        "image/png",
        "bytes",
        10,
        "width",
        4,
        "height",
        3,
        "alt_text",
        "A sunrise");
  }

  @Test
  void shouldRefuseWhatCannotBeChanged() {
    Draft waiting = content.approvedDraft(workspace, "Hello", sandbox("One"));
    refused(update(editor, scheduled(waiting, SOON), 1), "The post is planned.");

    UUID post = asked();
    refused(update(editor, post, 2), "Its network is being asked already.");
    dispatch();
    network.updates(UpdateSupport.NONE);
    update(editor, post, 2)
        .statusCode(409)
        .body("detail", equalTo("Posts on sandbox cannot be changed."))
        .body("next_step", containsString("published anew"));

    network.updates(UpdateSupport.BY_REFERENCE);
    execute("UPDATE publication SET reference = NULL WHERE id = '%s'".formatted(post));
    update(editor, post, 2).statusCode(409).body("detail", containsString("by what name"));
    Requests.as(admin)
        .body(Map.of())
        .post(path("/channels/" + shown(post).get("channel_id") + "/disconnection"))
        .then()
        .statusCode(200);
    refused(update(editor, post, 2), "Its channel has been disconnected.");
  }

  @Test
  void shouldComparePostsByWhatTheirNetworkShows() throws Exception {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    content.revised(draft, 2, "Hello", "labels", List.of("spring"));
    content.approved(draft, 2, "Hello");

    update(editor, post, 2)
        .statusCode(409)
        .body("detail", equalTo("The post says exactly that."))
        .body("next_step", equalTo("Nothing is left to do."));
    content.revised(
        draft, 3, "Other", "variants", List.of(Map.of("network", "sandbox", "text", "Hello")));
    content.approved(draft, 3, "Other");
    refused(update(editor, post, 3), "The post says exactly that.");
  }

  @Test
  void shouldDoOnceWhatIsRepeatedWithItsKey() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    String key = "update " + post;
    withKey(key, post, 2).statusCode(200).body("publication.update.state", equalTo("requested"));
    dispatch();
    withKey(key, post, 2).statusCode(200).body("publication.update.state", equalTo("requested"));
    dispatch();
    assertEquals(1, network.updated().size());

    revised(draft, 3, "Hello world");
    network.update(() -> Delivery.NotDelivered.ofPost("http_422"));
    withKey(key + " again", post, 3).statusCode(200);
    dispatch();
    withKey(key + " again", post, 3).statusCode(200);
    dispatch();
    assertEquals(2, network.updated().size());
    assertEquals("refused", update(post).get("state"));
  }

  private ValidatableResponse withKey(String key, UUID post, int revision) {
    return Requests.as(editor)
        .header("Idempotency-Key", key)
        .body(Map.of("expected_revision", revision))
        .put(path("/publications/" + post + "/content"))
        .then();
  }

  @Test
  void shouldNotLetTheSameTextGoOutBesideAPostThatIsToSayIt() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    update(editor, post, 2).statusCode(200);

    schedule(wanted(draft, 2, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));
  }

  @Test
  void shouldAskThePersonBeforeAnAssistantChangesAPost() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("The wall"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");

    update(chat(), post, 2)
        .statusCode(428)
        .body(
            "confirmation.summary", equalTo("Change the text on its network: \u201cTitle 2\u201d"))
        .body("confirmation.content.channel", equalTo(List.of("The wall (now)", "The wall (then)")))
        .body("confirmation.content.text", equalTo(List.of("Hello", "Hello there")));

    dispatch();
    assertEquals(List.of(), network.updated());
  }

  @Test
  void shouldDoOnceWhatThePersonHasConfirmed() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    confirm("confirm", offered(post, 2));

    update(chat(), post, 2).statusCode(200);
    dispatch();

    assertEquals(1, network.updated().size());
    update(chat(), post, 2).statusCode(409).body("code", equalTo("not_updatable"));
  }

  @Test
  void shouldAskAnewOnceTheTextsAreOthers() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    confirm("confirm", offered(post, 2));
    revised(draft, 3, "Hello world");
    update(chat(), post, 2).statusCode(409).body("code", equalTo("stale_revision"));
    confirm("confirm", offered(post, 3));

    revised(draft, 4, "Hello");
    content.revised(draft, 5, "Hello all");
    content.approved(draft, 5, "Hello all");
    update(editor, post, 5).statusCode(200);
    dispatch();
    revised(draft, 6, "Hello world");

    update(chat(), post, 6)
        .statusCode(428)
        .body("confirmation.content.text", equalTo(List.of("Hello all", "Hello world")));
    assertEquals(1, network.updated().size());
  }

  @Test
  void shouldSendNothingThatThePersonDeclines() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    revised(draft, 2, "Hello there");
    confirm("decline", offered(post, 2));

    update(chat(), post, 2).statusCode(409).body("code", equalTo("confirmation_declined"));
    dispatch();

    assertEquals(List.of(), network.updated());
  }

  private String offered(UUID post, int revision) {
    return update(chat(), post, revision).statusCode(428).extract().path("confirmation.id");
  }

  /** As the person does in the console. */
  private void confirm(String decision, String id) {
    Tokens person = Tokens.of(workspace, "editor").channel("console").client("postly-console");
    String hash =
        Requests.as(person)
            .get(path("/confirmations/" + id))
            .then()
            .statusCode(200)
            .extract()
            .path("content_hash");
    Requests.as(person)
        .body(Map.of("content_hash", hash))
        .post(path("/confirmations/" + id + "/" + decision))
        .then()
        .statusCode(200);
  }

  @Test
  void shouldNeedTheScopeTheRoleAndTheWorkspace() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));

    update(editor.scopes("schedule:write"), post, 2)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    update(viewer, post, 2).statusCode(403).body("code", equalTo("permission_denied"));
    String other = "w-" + UUID.randomUUID();
    Requests.as(Tokens.of(other, "admin"))
        .body(Map.of("expected_revision", 1))
        .put("/api/v1/workspaces/" + other + "/publications/" + post + "/content")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldTellTheTeam() {
    Requests.as(admin)
        .body(
            Map.of(
                "url",
                "https://example.com/hook",
                "event_types",
                List.of("post.updated", "post.not_updated")))
        .post(path("/notification-endpoints"))
        .then()
        .statusCode(201);
    UUID post = asked();
    network.update(() -> Delivery.NotDelivered.ofPost("http_422"));
    dispatch();
    network.update(TalkingNetwork::delivered);
    update(editor, post, 2).statusCode(200);
    dispatch();

    assertEquals(
        List.of(1L, 1L), List.of(deliveries("post.not_updated"), deliveries("post.updated")));
  }

  @Test
  void shouldHaveAnExampleThatIsValid() {
    EventSchemas.assertValid(EVENT, EventSchemas.example(EVENT));
  }

  private long deliveries(String type) {
    return PostlyBackends.count(
        "SELECT count(*) FROM notification_delivery d JOIN notification_endpoint e ON e.id ="
            + " d.endpoint_id"
            + " WHERE e.workspace = '%s' AND d.type = '%s'".formatted(workspace, type));
  }
}
