package io.postly.scheduling.dispatch;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PublicAddresses;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.picture.PictureAddresses;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of approved pictures to networks. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PicturePostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** Servers are waited for while that passes. */
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  private static final String LOOK = "GET /api/v1/media/7";
  private static final byte[] SUNRISE = "sunrise".getBytes(StandardCharsets.UTF_8);

  @Inject BlobStore blobs;
  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject ObjectMapper mapper;
  @Inject CredentialVault vault;
  @Inject PictureAddresses addresses;

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

  @Test
  void shouldRefuseToScheduleWhereNoPicturesAreTaken() {
    UUID channel = sandbox("One");
    execute("UPDATE channel SET network = 'threads' WHERE id = '%s'".formatted(channel));
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
                "names a draft that has pictures that the channel \"One\" (threads) does not take: it takes none"));
  }

  @Test
  void shouldSayWhatToDoWhereAnAccountHasNotLetPostlyUpload() {
    UUID channel = sandbox("One");
    connectToX(channel, "");
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    ContentFixture.Draft draft =
        content.approvedDraft(workspace, "Look", List.of(picture), channel);

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(400)
        .body("violations[0].field", equalTo("draft_id"))
        .body(
            "violations[0].message",
            equalTo(
                "names a draft that has pictures that the channel \"One\" (x) may not post until an"
                    + " admin signs in there again, with begin_channel_sign_in or in the console"
                    + " under Channels"));

    schedule(
            wanted(
                content.approvedDraft(workspace, "Read", List.of(), channel),
                1,
                clock.instant().plus(SOON)))
        .statusCode(201);
    connectToX(channel, ",\"uploads\":true");
    schedule(wanted(draft, 1, clock.instant().plus(SOON))).statusCode(201);
  }

  private void connectToX(UUID channel, String uploads) {
    String credentials =
        "{\"account_id\":\"1\",\"username\":\"acme\",\"access_token\":\"a\",\"refresh_token\":\"r\"%s}"
            .formatted(uploads);
    execute(
        "UPDATE channel SET network = 'x', credentials = '%s' WHERE id = '%s'"
            .formatted(vault.encrypt(channel, credentials), channel));
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
    execute("UPDATE channel SET network = 'threads' WHERE id = '%s'".formatted(channel));
    execute("UPDATE publication SET network = 'threads' WHERE id = '%s'".formatted(id));

    dispatch();

    assertEquals("failed", stateOf(id));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND reason = 'pictures_not_taken'"
                .formatted(id)));
  }

  @Test
  void shouldKeepPicturesWaitingWhileOthersHaveTheMemoryAndTextsNot() {
    BlobMemory memory = new BlobMemory(1024, Duration.ofMillis(10));
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    UUID withPicture =
        scheduled(content.approvedDraft(workspace, "Look", List.of(picture), sandbox("One")), SOON);
    UUID text =
        scheduled(content.approvedDraft(workspace, "Read", List.of(), sandbox("Two")), SOON);

    try (BlobMemory.Held _ = memory.hold(1).orElseThrow()) {
      dispatch(dispatchers.with(memory));
    }

    assertEquals("published", stateOf(text));
    assertEquals("planned", stateOf(withPicture));
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND reason = 'pictures_waiting'"
                .formatted(withPicture)));
    dispatch(dispatchers.with(memory));
    assertEquals("published", stateOf(withPicture));
    assertTrue(memory.holdAtOnce(1024).isPresent());
  }

  @Test
  @Timeout(60)
  void shouldLeaveHalfOfTheMemoryToOthersWhileAServerIsSlow() throws InterruptedException {
    BlobMemory memory = new BlobMemory(2 * 1024, Duration.ofMillis(10));
    byte[] file = new byte[1024];
    try (ScriptedServer server = new ScriptedServer()) {
      UUID slow = mastodon(server);
      UUID held = withPictures(slow, "One", file, file);
      Dispatcher dispatcher = dispatchers.with(memory);
      dispatcher.run();
      while (!server.requests().contains(LOOK)) {
        Thread.sleep(20);
      }

      UUID next = withPictures(slow, "Two", file);
      UUID other = withPictures(sandbox("Other"), "Three", file);
      dispatcher.run();
      while (stateOf(other).equals("publishing") || stateOf(next).equals("publishing")) {
        Thread.sleep(20);
      }

      assertEquals("published", stateOf(other));
      assertEquals("publishing", stateOf(held));
      assertEquals("pictures_waiting", shown(next).get("reason"));
      server
          .on(LOOK, "{\"id\":\"7\"}")
          .on("POST /api/v1/statuses", "{\"id\":\"1\",\"created_at\":\"2026-12-01T10:00:00Z\"}");
      dispatcher.awaitIdle();
      assertEquals("published", stateOf(held));
      assertTrue(memory.holdAtOnce(2 * 1024).isPresent());
    }
  }

  /** A channel of a server that is never done with a picture. */
  private UUID mastodon(ScriptedServer server) {
    server
        .on("GET /api/v1/accounts/verify_credentials", "{\"id\":\"5\",\"username\":\"alice\"}")
        .on("GET /api/v2/instance", "{\"configuration\":{\"statuses\":{\"max_characters\":500}}}")
        .on("POST /api/v2/media", FakeReceiver.body(202, "{\"id\":\"7\"}"))
        .on(LOOK, FakeReceiver.body(206, "{\"id\":\"7\"}"));
    return UUID.fromString(
        Requests.as(admin)
            .body(
                Map.of(
                    "network",
                    "mastodon",
                    "name",
                    "Slow",
                    "mastodon",
                    Map.of("server", server.origin(), "access_token", "token")))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id"));
  }

  /** A post that is due. */
  private UUID withPictures(UUID channel, String text, byte[]... files) {
    List<Map<String, Object>> pictures =
        Stream.of(files).map(file -> ContentFixture.picture(blobs, file, "A sunrise")).toList();
    UUID id = scheduled(content.approvedDraft(workspace, text, pictures, channel), SHORTLY);
    clock.advance(SHORTLY);
    return id;
  }

  /** Threads fetches pictures, where the installation has an address for that. */
  @Test
  void shouldLeaveTheMemoryToTheNetworkThatFetchesPictures() {
    PublicAddresses.install();
    BlobMemory memory = new BlobMemory(1024, Duration.ofMillis(10));
    UUID channel = sandbox("One");
    execute("UPDATE channel SET network = 'threads' WHERE id = '%s'".formatted(channel));
    Map<String, Object> picture = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    UUID id = scheduled(content.approvedDraft(workspace, "Look", List.of(picture), channel), SOON);

    try (BlobMemory.Held _ = memory.hold(1024).orElseThrow()) {
      dispatch(dispatchers.with(memory));
    }

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND reason = 'credentials_unusable'"
                .formatted(id)));
  }

  @Test
  void shouldGiveAPictureToTheNetworkThatFetchesItAndItsAddressToNobody() {
    PublicAddresses.install();
    Map<String, Object> kept = ContentFixture.picture(blobs, SUNRISE, "A sunrise");
    Picture picture =
        new Picture(
            (String) kept.get("sha256"),
            "image/png",
            SUNRISE.length,
            4,
            3,
            false,
            Optional.of("A sunrise"));
    String path = URI.create(addresses.of(picture, clock.instant().plus(SOON))).getPath();

    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("Content-Length", "7")
        .body(equalTo("sunrise"));

    given()
        .get(path.substring(0, path.length() - 1) + "~")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not_found"));
    String scrape = given().get("/q/metrics").asString();
    assertTrue(scrape.contains("uri=\"/media\""), "labelled");
    assertFalse(scrape.contains(path.substring(0, path.length() - 1)), "with the address");
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
    dispatch(dispatchers.usual());
  }

  private void dispatch(Dispatcher dispatcher) {
    clock.advance(SOON);
    dispatcher.run();
    dispatcher.awaitIdle();
  }
}
