package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of approved pictures to networks. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PicturePostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final byte[] SUNRISE = "sunrise".getBytes(StandardCharsets.UTF_8);

  @Inject BlobStore blobs;
  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject DispatchTraces traces;
  @Inject ObjectMapper mapper;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldPublishPicturesWithTheText() {
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");

    UUID id =
        dispatched(content.approvedDraft(workspace, "Look", List.of(picture), sandbox("One")));

    assertEquals("published", stateOf(id));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM sandbox_post WHERE publication_id = '%s' AND pictures = '%s'"
                .formatted(
                    id,
                    "[{\"sha256\":\"%s\",\"alt_text\":\"A sunrise\"}]"
                        .formatted(picture.get("sha256")))));
  }

  @Test
  void shouldPutPicturesIntoTheSignedMessage() throws Exception {
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID id =
          dispatched(
              content.approvedDraft(
                  workspace, "Look", List.of(picture), webhook(receiver.url("/hooks"))));

      assertEquals("published", stateOf(id));
      JsonNode media = mapper.readTree(receiver.received().getFirst().body()).at("/data/media/0");
      assertEquals(
          mapper.readTree(
              """
              {"type": "image/png", "width": 4, "height": 3, "alt_text": "A sunrise", "sha256": "%s",
               "content": "c3VucmlzZQ=="}
              """
                  .formatted(picture.get("sha256"))),
          media);
    }
  }

  @Test
  void shouldTryAgainWhileAPictureIsNotThereAndNotBlameTheChannel() {
    Map<String, Object> lost = new HashMap<>(ContentFixture.picture(blobs, SUNRISE, "A sunrise"));
    lost.put("sha256", "0".repeat(64));
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      UUID channel = webhook(receiver.url("/hooks"));

      UUID id = dispatched(content.approvedDraft(workspace, "Look", List.of(lost), channel));

      assertEquals("planned", stateOf(id));
      assertEquals(0, receiver.connections());
      assertEquals(
          1,
          PostlyBackends.count(
              "SELECT count(*) FROM channel WHERE id = '%s' AND failures = 0 AND closed_until IS NULL"
                  .formatted(channel)));
    }
  }

  @Test
  void shouldRefuseToScheduleWhatANetworkDoesNotTake() {
    Map<String, Object> large = new HashMap<>(ContentFixture.picture(blobs, SUNRISE, "A sunrise"));
    large.put("bytes", 1_000_001);
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(204))) {
      ContentFixture.Draft draft =
          content.approvedDraft(workspace, "Look", List.of(large), webhook(receiver.url("/")));

      schedule(wanted(draft, 1, clock.instant().plus(SOON)))
          .statusCode(400)
          .body("violations[0].field", equalTo("draft_id"))
          .body(
              "violations[0].message", containsString("at most 4, of at most 1000000 bytes each"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linkedin", "threads", "x"})
  void shouldRefuseToScheduleWhereNoPicturesAreTaken(String network) {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET network = '%s' WHERE id = '%s'".formatted(network, channel));
    ContentFixture.Draft draft =
        content.approvedDraft(
            workspace,
            "Look",
            List.of(ContentFixture.picture(blobs, SUNRISE, "A sunrise")),
            channel);

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(400)
        .body("violations[0].field", equalTo("draft_id"))
        .body(
            "violations[0].message",
            equalTo(
                "names a draft that has pictures that the channel \"One\" (%s) does not take: it takes none"
                    .formatted(network)));
  }

  @Test
  void shouldSendNothingWithoutItsPictures() {
    UUID channel = sandbox("One");
    UUID id =
        scheduled(
            content.approvedDraft(
                workspace,
                "Look",
                List.of(ContentFixture.picture(blobs, SUNRISE, "A sunrise")),
                channel),
            SOON);
    execute("UPDATE channel SET network = 'x' WHERE id = '%s'".formatted(channel));
    execute("UPDATE publication SET network = 'x' WHERE id = '%s'".formatted(id));

    dispatch();

    assertEquals("failed", stateOf(id));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND reason = 'pictures_not_taken'"
                .formatted(id)));
  }

  @Test
  void shouldLeaveAPostWithPicturesMoreTimeByEitherWayToBegin() {
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    scheduled(content.approvedDraft(workspace, "One", List.of(picture), sandbox("One")), SOON);
    scheduled(content.approvedDraft(workspace, "Two", List.of(picture), sandbox("Two")), SOON);
    clock.advance(SOON);
    PublicationLedger.Claim claim = ledger.claim(1).getFirst();
    Instant end = clock.instant().plus(DispatchSettings.USUAL.lease().multipliedBy(2));

    Instant byLedger = ledger.begin(claim).orElseThrow().sendBefore();
    Instant byBatch = batches.claimAndBegin(1).getFirst().sending().orElseThrow().sendBefore();

    // The clock goes on.
    assertFalse(byLedger.isBefore(end), byLedger + " before " + end);
    assertFalse(byBatch.isBefore(end), byBatch + " before " + end);
  }

  @Test
  void shouldTellOthersWhatPicturesAChannelTakes() {
    UUID channel = sandbox("One");

    JsonNode pictures =
        TestEvents.await("postly.publications", found -> isConnection(found, channel))
            .data()
            .get("pictures");

    assertEquals(4, pictures.get("most").asInt());
    assertEquals(8 * 1024 * 1024, pictures.get("max_bytes").asInt());
    assertEquals(3, pictures.get("types").size());
  }

  private static boolean isConnection(TestEvents.Published event, UUID channel) {
    return event.type().equals("io.postly.channel.connected.v1")
        && event.key().equals(channel.toString());
  }

  private UUID dispatched(ContentFixture.Draft draft) {
    UUID id = scheduled(draft, SOON);
    dispatch();
    return id;
  }

  private void dispatch() {
    clock.advance(SOON);
    Dispatcher dispatcher =
        new Dispatcher(
            ledger, batches, parts, updates, networks, vault, traces, DispatchSettings.USUAL);
    dispatcher.run();
    dispatcher.awaitIdle();
  }
}
