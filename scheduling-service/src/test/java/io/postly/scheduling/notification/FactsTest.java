package io.postly.scheduling.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.NetworkWords;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.work.Batch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What teams are told of, and how often. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class FactsTest extends NotificationScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String POST = "Nobody but the network reads this";

  @Inject PublicationLedger publications;
  @Inject Notifications notifications;

  @ParameterizedTest
  @CsvSource({
    "open, review.requested",
    "approved, review.decided",
    "changes_requested, review.decided",
    "rejected, review.decided",
    "expired, review.decided",
    "withdrawn, review.decided"
  })
  void shouldTellOfReviews(String state, String type) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      Draft draft = Draft.in(workspace);
      UUID review = UUID.randomUUID();
      Map<String, Object> data = ContentFixture.reviewData(draft, review, 3, POST, state);
      data.put("note", POST);
      data.put("decided_by", Map.of("id", "u2", "name", "Bo Approver"));
      reviewIs(data);

      sendDue();

      JsonNode body = onlyMessage(receiver);
      assertEquals(type, body.get("type").asText());
      assertEquals(
          Map.of(
              "workspace",
              workspace,
              "draft_id",
              draft.id().toString(),
              "review_id",
              review.toString(),
              "state",
              state,
              "revision",
              3,
              "decided_by",
              "Bo Approver"),
          new ObjectMapper().convertValue(body.get("data"), Map.class));
      assertFalse(body.toString().contains(POST));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"superseded", "dreamt_of"})
  void shouldNotTellOfWhatIsNoNews(String state) {
    Endpoint endpoint = endpoint("https://example.com/");

    reviewIs(UUID.randomUUID(), state);

    assertEquals(List.of(), deliveries(endpoint));
  }

  @Test
  void shouldReadTheExampleOfTheEvent() {
    Endpoint endpoint = endpoint("https://example.com/");
    execute("UPDATE notification_endpoint SET workspace = 'acme'");
    @SuppressWarnings("unchecked")
    Map<String, Object> example =
        new ObjectMapper().convertValue(EventSchemas.example(ReviewChanged.TYPE), Map.class);

    reviewIs(example);

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM notification_delivery WHERE type = 'review.decided' AND"
                + " endpoint_id = '"
                + endpoint.id()
                + "'"));
  }

  @Test
  void shouldTellOfAStateOnceHoweverOftenItIsLearned() {
    Endpoint endpoint = endpoint("https://example.com/");
    Map<String, Object> data =
        ContentFixture.reviewData(Draft.in(workspace), UUID.randomUUID(), 1, "Hello", "open");
    reviewIs(data);
    data.put("at", "2026-11-24T09:00:00Z");
    reviewIs(data);
    assertEquals(1, deliveries(endpoint).size());

    data.put("state", "approved");
    data.put("decided_at", "2026-11-24T10:00:00Z");
    reviewIs(data);
    reviewIs(data);
    assertEquals(2, deliveries(endpoint).size());

    data.put("decided_at", "2026-11-24T11:00:00Z");
    reviewIs(data);
    assertEquals(3, deliveries(endpoint).size());
  }

  @Test
  void shouldTellOnceOfAnEventThatTheBrokerBringsTwice() {
    Endpoint endpoint = endpoint("https://example.com/");
    Draft draft = Draft.in(workspace);
    Map<String, Object> open =
        ContentFixture.reviewData(draft, UUID.randomUUID(), 1, "Hello", "open");
    UUID event = publish(draft, open);
    TestEvents.publish(event, "postly.approvals", ReviewChanged.TYPE, draft.id(), workspace, open);
    UUID copy = publish(draft, open);
    TestEvents.awaitApplied(copy);

    assertEquals("review.requested", delivery(endpoint).get("type"));
  }

  private UUID publish(Draft draft, Map<String, Object> data) {
    return TestEvents.publish("postly.approvals", ReviewChanged.TYPE, draft.id(), workspace, data);
  }

  @Test
  void shouldTellOnlyEnabledEndpointsThatWantToKnow() {
    Endpoint interested = endpoint("https://example.com/1");
    Endpoint other = endpoint("https://example.com/2");
    Endpoint disabled = endpoint("https://example.com/3");
    update(other, Map.of("event_types", List.of("post.published"))).statusCode(200);
    update(disabled, Map.of("enabled", false)).statusCode(200);

    reviewRequested();

    assertEquals(1, deliveries(interested).size());
    assertEquals(List.of(), deliveries(other));
    assertEquals(List.of(), deliveries(disabled));
  }

  @Test
  void shouldNotTellOtherWorkspaces() {
    Endpoint endpoint = endpoint("https://example.com/");
    execute("UPDATE notification_endpoint SET workspace = 'another'");

    reviewRequested();

    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM notification_delivery WHERE endpoint_id = '"
                + endpoint.id()
                + "'"));
  }

  @Test
  void shouldTellOfAPostThatIsPublished() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      UUID channel = sandbox("Try-outs");
      Draft draft = content.approvedDraft(workspace, POST, channel);
      UUID publication =
          becomes(
              draft,
              new Delivery.Delivered(Instant.EPOCH, Optional.of("https://social.example/1")));

      sendDue();

      JsonNode body = onlyMessage(receiver);
      assertEquals("post.published", body.get("type").asText());
      assertEquals(
          Map.of(
              "workspace",
              workspace,
              "draft_id",
              draft.id().toString(),
              "publication_id",
              publication.toString(),
              "state",
              "published",
              "revision",
              1,
              "channel_id",
              channel.toString(),
              "channel",
              "Try-outs",
              "network",
              "sandbox",
              "url",
              "https://social.example/1"),
          new ObjectMapper().convertValue(body.get("data"), Map.class));
      assertFalse(body.toString().contains(POST));
    }
  }

  @Test
  void shouldTellThatAPostHasFailed() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      becomes(
          content.approvedDraft(workspace, POST, sandbox("One")),
          Delivery.NotDelivered.ofPost("http_403")
              .saying(Optional.of(new NetworkWords("Not here,\nplease"))));

      sendDue();

      JsonNode body = onlyMessage(receiver);
      assertEquals("post.failed", body.get("type").asText());
      assertEquals("http_403", body.at("/data/reason").asText());
      assertEquals("Not here, please", body.at("/data/network_said").asText());
    }
  }

  @Test
  void shouldTellThatAnOutcomeIsUnknownAndWhatItCameTo() {
    Endpoint endpoint = endpoint("https://example.com/");
    UUID publication =
        becomes(
            content.approvedDraft(workspace, POST, sandbox("One")),
            new Delivery.Unknown("timeout"));

    Requests.as(admin)
        .body(Map.of("outcome", "published"))
        .post(path("/publications/" + publication + "/settlement"))
        .then()
        .statusCode(200);

    assertEquals(
        List.of("post.published", "post.unconfirmed"),
        deliveries(endpoint).stream().map(delivery -> delivery.get("type")).toList());
  }

  @Test
  void shouldTellOnceThatAChannelIsInTrouble() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      UUID channel = sandbox("Try-outs");
      Draft first = content.approvedDraft(workspace, POST, channel);
      Draft second = content.approvedDraft(workspace, POST, channel);
      Draft third = content.approvedDraft(workspace, POST, channel);
      List<Sending> begun = begun(first, second, third);
      refuseAccount(begun.getFirst());
      sendDue();
      assertEquals(0, receiver.received().size(), "nobody is told of what may be passing");

      clock.advance(Duration.ofMinutes(1));
      begun.stream().skip(1).forEach(this::refuseAccount);
      sendDue();

      List<JsonNode> told =
          messages(receiver).stream()
              .filter(body -> body.get("type").asText().equals("channel.trouble"))
              .toList();
      assertEquals(1, told.size());
      assertEquals(channel.toString(), told.getFirst().at("/data/channel_id").asText());
      assertEquals("Try-outs", told.getFirst().at("/data/channel").asText());
      assertEquals("credentials_refused", told.getFirst().at("/data/reason").asText());
      assertTrue(told.getFirst().at("/data/draft_id").isMissingNode());
    }
  }

  private void refuseAccount(Sending sending) {
    publications.record(
        sending.publicationId(),
        sending.token(),
        Delivery.NotDelivered.ofAccount("credentials_refused"));
  }

  @Test
  void shouldTellThatAPostWasMissed() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      scheduled(content.approvedDraft(workspace, POST, sandbox("One")), SOON);
      clock.advance(Duration.ofMinutes(62));
      publications.missOverdue(Batch.of(100));

      sendDue();

      JsonNode body = onlyMessage(receiver);
      assertEquals("post.missed", body.get("type").asText());
      assertEquals("overdue", body.at("/data/reason").asText());
    }
  }

  @Test
  void shouldTellEachTimeThatAPostIsHeldAsLate() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      holdLatePosts();
      UUID channel = sandbox("Try-outs");
      Draft draft = content.approvedDraft(workspace, POST, channel);
      UUID post = scheduled(draft, SOON);
      clock.advance(Duration.ofMinutes(7));
      publications.missOverdue(Batch.of(100));

      sendDue();

      JsonNode body = onlyMessage(receiver);
      assertEquals("post.held", body.get("type").asText());
      assertEquals(
          Map.of(
              "workspace",
              workspace,
              "draft_id",
              draft.id().toString(),
              "publication_id",
              post.toString(),
              "state",
              "on_hold",
              "revision",
              1,
              "channel_id",
              channel.toString(),
              "channel",
              "Try-outs",
              "network",
              "sandbox",
              "reason",
              "time_passed"),
          new ObjectMapper().convertValue(body.get("data"), Map.class));
      Requests.as(admin)
          .body(Map.of("publish_at", clock.instant().plus(SOON).toString()))
          .put(path("/publications/" + post + "/time"))
          .then()
          .statusCode(200);
      clock.advance(Duration.ofMinutes(7));
      publications.missOverdue(Batch.of(100));
      sendDue();
      assertEquals(2, receiver.received().size());
    }
  }

  @Test
  void shouldTellOfWhatIsHeldForALateApprovalAndOfNoOtherHold() {
    Endpoint endpoint = endpoint("https://example.com/");
    holdLatePosts();
    Draft draft = content.approvedDraft(workspace, POST, sandbox("One"));
    scheduled(draft, SOON);
    content.revised(draft, 2, "Another text");
    assertEquals(List.of(), deliveries(endpoint));
    clock.advance(Duration.ofMinutes(30));

    content.approvedAt(draft, 2, "Another text", clock.instant());

    assertEquals("post.held", delivery(endpoint).get("type"));
  }

  private void holdLatePosts() {
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "blackouts",
                List.of(),
                "channels",
                List.of(),
                "missed_posts",
                "hold"))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);
  }

  @Test
  void shouldForgetWhatWasRolledBack() {
    Endpoint endpoint = endpoint("https://example.com/");
    NotificationMessage.Data data = NotificationMessage.Data.test(workspace);
    Fact fact = new Fact(NotificationType.POST_FAILED, "one", Instant.EPOCH, data);
    Runnable failing =
        () -> {
          notifications.tell(fact);
          throw new IllegalStateException("What was learned is not kept");
        };

    assertThrows(RuntimeException.class, () -> QuarkusTransaction.requiringNew().run(failing));

    assertEquals(List.of(), deliveries(endpoint));
  }

  /** Has the draft's post sent, with that outcome. */
  private UUID becomes(Draft draft, Delivery outcome) {
    Sending sending = begun(draft).getFirst();
    publications.record(sending.publicationId(), sending.token(), outcome);
    return sending.publicationId();
  }

  private static JsonNode onlyMessage(FakeReceiver receiver) throws Exception {
    assertEquals(1, receiver.received().size());
    return messages(receiver).getFirst();
  }

  private static List<JsonNode> messages(FakeReceiver receiver) throws Exception {
    List<JsonNode> bodies = new ArrayList<>();
    for (FakeReceiver.Received received : receiver.received()) {
      bodies.add(new ObjectMapper().readTree(received.body()));
    }
    return bodies;
  }
}
