package io.postly.scheduling.removal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.TalkingNetwork;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.removal.RemovalLedger.Claim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deleting published posts from a network that does, does not, or does not answer. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DeletePostTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject PublicationLedger publications;
  @Inject RemovalLedger ledger;
  @Inject CredentialVault vault;
  @Inject SchedulingConfig config;

  private final TalkingNetwork network = new TalkingNetwork();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    QuarkusMock.installMockForType(network.alone(), Networks.class);
  }

  @Test
  void shouldHaveAPublishedPostDeletedAndSayHowFarThatIs() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));

    delete(editor, post)
        .statusCode(200)
        .body("publication.state", equalTo("published"))
        .body("publication.removal.state", equalTo("requested"))
        .body("action.undo.possible", equalTo(false))
        .body("action.next_step", containsString("get_calendar"));
    assertEquals(List.of(), network.removals());
    removeDue();

    assertEquals(List.of(reference(post)), network.removals());
    assertEquals("removed", removal(post).get("state"));
    assertEquals("published", stateOf(post));
    List<JsonNode> told = told(post);
    assertEquals(
        List.of("requested", "removed"), told.stream().map(one -> text(one, "state")).toList());
    removeDue();
    assertEquals(1, network.removals().size());
  }

  @Test
  void shouldDeleteTheLastPartOfAThreadFirst() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    addPart(post, 2);
    addPart(post, 3);
    delete(editor, post).statusCode(200);

    network.removal(() -> new Removal.NotNow("http_503"));
    removeDue();
    network.removal(Removal.Removed::new);
    clock.advance(config.removal().retryDelays().getFirst().multipliedBy(2));
    removeDue();

    assertEquals(List.of("part 3", "part 3", "part 2", reference(post)), network.removals());
    assertEquals("removed", removal(post).get("state"));
  }

  @Test
  void shouldLeaveTheChannelAloneForAsLongAsItsNetworkAsks() {
    UUID channel = sandbox("One");
    UUID first = published(content.approvedDraft(workspace, "Hello", channel));
    UUID second = published(content.approvedDraft(workspace, "Bye", channel));
    network.removal(() -> new Removal.NotNow("http_429", Optional.of(Duration.ofHours(1))));
    delete(editor, first).statusCode(200);
    removeDue();
    network.removal(Removal.Removed::new);
    delete(editor, second).statusCode(200);

    clock.advance(Duration.ofMinutes(59));
    removeDue();
    assertEquals(List.of(reference(first)), network.removals());
    clock.advance(Duration.ofMinutes(2));
    removeDue();

    assertEquals("removed", removal(first).get("state"));
    assertEquals("removed", removal(second).get("state"));
  }

  @Test
  void shouldKnowWhichPartsAreGoneWhereTheRestStays() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    addPart(post, 2);
    addPart(post, 3);
    Iterator<Removal> outcomes =
        List.<Removal>of(new Removal.Removed(), new Removal.Refused("http_403")).iterator();
    network.removal(outcomes::next);
    delete(editor, post).statusCode(200);
    removeDue();

    assertEquals("refused", removal(post).get("state"));
    assertNull(part(post, 2).get("removed_at"));
    assertNotNull(part(post, 3).get("removed_at"));

    network.removal(Removal.Removed::new);
    delete(editor, post).statusCode(200);
    removeDue();
    assertEquals(List.of("part 3", "part 2", "part 2", reference(post)), network.removals());
    assertEquals("removed", removal(post).get("state"));
    assertNotNull(part(post, 2).get("removed_at"));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> part(UUID post, int number) {
    return ((List<Map<String, Object>>) shown(post).get("thread")).get(number - 2);
  }

  @Test
  void shouldWaitForThePartThatIsBeingSentAndSendNoMore() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    addPart(post, 2);
    addPart(post, 3);
    execute(
        """
        UPDATE publication_part SET published_at = NULL, reference = NULL,
          state = CASE number WHEN 2 THEN 'sending' ELSE 'planned' END, turn_at = now(),
          lease_token = CASE number WHEN 2 THEN id END,
          lease_until = CASE number WHEN 2 THEN now() + interval '1 hour' END
        """);

    delete(editor, post)
        .statusCode(200)
        .body("publication.thread[1].state", equalTo("failed"))
        .body("publication.thread[1].reason", equalTo("post_deleted"));
    removeDue();
    assertEquals(List.of(), network.removals());

    execute(
        "UPDATE publication_part SET state = 'published', published_at = now(), lease_until = NULL,"
            + " reference = 'part 2' WHERE number = 2");
    removeDue();
    assertEquals(List.of("part 2", reference(post)), network.removals());
    assertEquals("removed", removal(post).get("state"));
  }

  @Test
  void shouldRefuseWhereAPartOfItsThreadHasNoName() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    addPart(post, 2);
    execute("UPDATE publication_part SET reference = NULL");
    refused(
        delete(editor, post),
        "Part 2 of its thread can only be deleted at the network itself: Postly does not know by"
            + " what name it stands.");

    execute("UPDATE publication_part SET reference = 'part 2'");
    delete(editor, post).statusCode(200);
    execute("UPDATE publication_part SET reference = NULL");
    removeDue();

    assertEquals(List.of(), network.removals());
    assertEquals("part_unknown", removal(post).get("reason"));
  }

  /** A part that stands. */
  private void addPart(UUID post, int number) {
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, attempt, published_at, reference, changed_at)
        SELECT gen_random_uuid(), id, %1$d, draft_id, workspace, channel_id,
          network, 'published', 1, now(), 'part %1$d', now()
        FROM publication WHERE id = '%2$s'
        """
            .formatted(number, post));
  }

  @Test
  void shouldLetTheSameTextBePublishedAgainOnceItIsGone() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = published(draft);
    delete(editor, post).statusCode(200);
    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("already_published"));

    removeDue();

    schedule(wanted(draft, 1, clock.instant().plus(SOON))).statusCode(201);
  }

  @Test
  void shouldCountForThePublishingRulesUntilItIsGone() {
    UUID channel = sandbox("One");
    UUID post = published(content.approvedDraft(workspace, "Hello", channel));
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "min_spacing_minutes",
                60,
                "daily_cap",
                1,
                "blackouts",
                List.of(),
                "channels",
                List.of(),
                "missed_posts",
                "send"))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);
    Draft corrected = content.approvedDraft(workspace, "Hello there", channel);
    delete(editor, post).statusCode(200);
    schedule(wanted(corrected, 1, clock.instant().plus(SOON)))
        .statusCode(409)
        .body("code", equalTo("rule_conflict"));

    removeDue();

    schedule(wanted(corrected, 1, clock.instant().plus(SOON))).statusCode(201);
  }

  @Test
  void shouldRefuseWhereTheChannelHasBeenDisconnected() {
    UUID channel = sandbox("One");
    UUID post = published(content.approvedDraft(workspace, "Hello", channel));
    Requests.as(admin)
        .body(Map.of())
        .post(path("/channels/" + channel + "/disconnection"))
        .then()
        .statusCode(200);

    delete(editor, post)
        .statusCode(409)
        .body("code", equalTo("not_deletable"))
        .body("detail", containsString("disconnected"));
  }

  @Test
  void shouldTryAgainLaterAndLaterUntilItGivesUp() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    network.removal(() -> new Removal.NotNow("http_503"));
    delete(editor, post).statusCode(200);
    List<Duration> delays = config.removal().retryDelays();
    removeDue();

    for (int failures = 1; failures <= delays.size(); failures++) {
      assertEquals("requested", removal(post).get("state"));
      clock.advance(delays.get(failures - 1).multipliedBy(7).dividedBy(10));
      removeDue();
      assertEquals(failures, network.removals().size(), "too early");
      clock.advance(delays.get(failures - 1).multipliedBy(6).dividedBy(10));
      removeDue();
      assertEquals(failures + 1, network.removals().size(), "late enough");
    }

    assertEquals("refused", removal(post).get("state"));
    assertEquals("http_503", removal(post).get("reason"));
  }

  @Test
  void shouldTellTheTeamAndMayBeAskedAgainAfterARefusal() {
    Requests.as(admin)
        .body(
            Map.of(
                "url",
                "https://example.com/hook",
                "event_types",
                List.of("post.deleted", "post.not_deleted")))
        .post(path("/notification-endpoints"))
        .then()
        .statusCode(201);
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    network.removal(() -> new Removal.Refused("credentials_refused"));
    delete(editor, post).statusCode(200);
    removeDue();
    assertEquals("credentials_refused", removal(post).get("reason"));

    network.removal(Removal.Removed::new);
    delete(editor, post).statusCode(200);
    assertNull(removal(post).get("reason"));
    removeDue();

    assertEquals("removed", removal(post).get("state"));
    assertEquals(
        List.of(1L, 1L), List.of(deliveries("post.not_deleted"), deliveries("post.deleted")));
  }

  @Test
  void shouldRefuseWhatDoesNotStandOrCannotBeDeleted() {
    UUID planned = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    refused(delete(editor, planned), "The post is planned.");

    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("Two")));
    network.keepPosts();
    refused(
        delete(editor, post), "Posts on this channel can only be deleted at the network itself.");
  }

  @Test
  void shouldRefuseToDeleteTwice() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    delete(editor, post).statusCode(200);
    refused(delete(editor, post), "Its network is being asked already.");

    removeDue();

    refused(delete(editor, post), "The post has been deleted.");
  }

  @Test
  void shouldNeedTheScopeTheRoleAndTheWorkspace() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));

    delete(editor.scopes("schedule:write"), post)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    delete(viewer, post).statusCode(403).body("code", equalTo("permission_denied"));
    String other = "w-" + UUID.randomUUID();
    Requests.as(Tokens.of(other, "admin"))
        .post("/api/v1/workspaces/" + other + "/publications/" + post + "/removal")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    removeDue();
    assertEquals(List.of(), network.removals());
  }

  @Test
  void shouldAskThePersonBeforeAnAssistantDeletes() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("The wall")));

    delete(editor.client("chat"), post)
        .statusCode(428)
        .body("confirmation.summary", equalTo("Delete from its network: \u201cTitle 1\u201d"))
        .body("confirmation.content[0].channel", equalTo("The wall"))
        .body("confirmation.content[0].text", equalTo("Hello"));

    removeDue();
    assertEquals(List.of(), network.removals());
  }

  @Test
  void shouldHaveOneRemoverAtATimeAndHearNoneThatIsLate() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    delete(editor, post).statusCode(200);
    Claim late = ledger.claim(List.of(), 10, 10).getFirst();
    assertEquals(List.of(), ledger.claim(List.of(), 10, 10));

    clock.advance(config.removal().lease());
    Claim next = ledger.claim(List.of(), 10, 10).getFirst();
    ledger.record(late, new Removal.Refused("late"));
    assertEquals("requested", removal(post).get("state"));
    ledger.release(next);
    removeDue();

    assertEquals("removed", removal(post).get("state"));
  }

  @Test
  @Timeout(60)
  void shouldNotLetASlowChannelHoldTheOthers() throws InterruptedException {
    UUID slow = sandbox("Slow");
    UUID other = sandbox("Other");
    for (String text : List.of("One", "Two", "Three", "Four", "Five")) {
      delete(editor, published(content.approvedDraft(workspace, text, slow))).statusCode(200);
    }
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    network.removal(
        () -> {
          asked.countDown();
          await(end);
          return new Removal.Removed();
        });
    PostRemover remover = remover();

    assertEquals(2, remover.run());
    asked.await();
    assertEquals(0, remover.run());
    network.removal(Removal.Removed::new);
    UUID quick = published(content.approvedDraft(workspace, "Quick", other));
    delete(editor, quick).statusCode(200);
    assertEquals(1, remover.run());
    while (!removal(quick).get("state").equals("removed")) {
      Thread.sleep(20);
    }

    end.countDown();
    remover.awaitIdle();
    assertEquals(2, remover.run());
    remover.awaitIdle();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldGoOnLaterWithAThreadThatTakesLongerThanItsLease() {
    UUID post = published(content.approvedDraft(workspace, "Hello", sandbox("One")));
    addPart(post, 2);
    addPart(post, 3);
    delete(editor, post).statusCode(200);
    network.removal(
        () -> {
          clock.advance(config.removal().lease().dividedBy(2));
          return new Removal.Removed();
        });

    removeDue();
    assertEquals(List.of("part 3"), network.removals());
    assertEquals("requested", removal(post).get("state"));
    removeDue();
    removeDue();

    assertEquals(List.of("part 3", "part 2", reference(post)), network.removals());
    assertEquals("removed", removal(post).get("state"));
  }

  @Test
  void shouldLeaveAChannelAloneForAsLongAsItsNetworkAsks() {
    UUID channel = sandbox("One");
    UUID post = published(content.approvedDraft(workspace, "Hello", channel));
    execute(
        "UPDATE channel SET closed_until = '%s' WHERE id = '%s'"
            .formatted(clock.instant().plus(SOON), channel));
    delete(editor, post).statusCode(200);
    removeDue();
    assertEquals(List.of(), network.removals());

    clock.advance(SOON);
    removeDue();

    assertEquals(1, network.removals().size());
  }

  @Test
  void shouldNotAskWithCredentialsThatCannotBeRead() {
    UUID channel = sandbox("One");
    UUID post = published(content.approvedDraft(workspace, "Hello", channel));
    execute("UPDATE channel SET credentials = 'v1:none' WHERE id = '%s'".formatted(channel));
    delete(editor, post).statusCode(200);

    removeDue();

    assertEquals("credentials_unusable", removal(post).get("reason"));
    assertEquals(List.of(), network.removals());
  }

  @Test
  void shouldAskLaterWhereTheKeyOfTheCredentialsIsMissing() {
    UUID channel = sandbox("One");
    UUID post = published(content.approvedDraft(workspace, "Hello", channel));
    execute("UPDATE channel SET credentials = 'v1:0000:AAAA' WHERE id = '%s'".formatted(channel));
    delete(editor, post).statusCode(200);
    removeDue();
    assertEquals(List.of(), network.removals());

    execute("UPDATE channel SET credentials = NULL WHERE id = '%s'".formatted(channel));
    clock.advance(SOON);
    removeDue();

    assertEquals(1, network.removals().size());
  }

  @Test
  void shouldHaveAnExampleThatIsValid() {
    EventSchemas.assertValid(RemovalChanged.TYPE, EventSchemas.example(RemovalChanged.TYPE));
  }

  private ValidatableResponse delete(Tokens person, UUID post) {
    return Requests.as(person).post(path("/publications/" + post + "/removal")).then();
  }

  private static void refused(ValidatableResponse answer, String detail) {
    answer.statusCode(409).body("code", equalTo("not_deletable")).body("detail", equalTo(detail));
  }

  private PostRemover remover() {
    return new PostRemover(ledger, network.alone(), vault, clock, config.removal());
  }

  private void removeDue() {
    PostRemover remover = remover();
    remover.run();
    remover.awaitIdle();
    remover.stop(Duration.ofSeconds(10));
  }

  /** A post that has just gone out. */
  private UUID published(Draft draft) {
    Sending sending = begun(draft).getFirst();
    UUID id = sending.publicationId();
    publications.record(
        id,
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.empty(), Optional.of(reference(id))));
    return id;
  }

  private static String reference(UUID post) {
    return "post " + post;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> removal(UUID post) {
    return (Map<String, Object>) shown(post).get("removal");
  }

  private List<JsonNode> told(UUID post) {
    TestEvents.awaitAllSent();
    List<JsonNode> told =
        TestEvents.all(RemovalChanged.TOPIC).stream()
            .filter(event -> event.type().equals(RemovalChanged.TYPE))
            .map(TestEvents.Published::data)
            .filter(data -> text(data, "publication_id").equals(post.toString()))
            .toList();
    told.forEach(data -> EventSchemas.assertValid(RemovalChanged.TYPE, data));
    return told;
  }

  private static String text(JsonNode data, String field) {
    return data.path(field).asText();
  }

  private long deliveries(String type) {
    return PostlyBackends.count(
        "SELECT count(*) FROM notification_delivery d JOIN notification_endpoint e ON e.id ="
            + " d.endpoint_id"
            + " WHERE e.workspace = '%s' AND d.type = '%s'".formatted(workspace, type));
  }
}
