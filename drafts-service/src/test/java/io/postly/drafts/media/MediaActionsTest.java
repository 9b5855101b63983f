package io.postly.drafts.media;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.blob.BlobId;
import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.drafts.picture.Picture;
import io.postly.drafts.picture.PictureRefusedException;
import io.postly.drafts.picture.Samples;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class MediaActionsTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();
  private static final byte[] PHOTO = Samples.jpeg(40, 30);

  @Inject BlobStore blobs;
  @Inject WaitingPlaces places;
  @Inject BlobMemory memory;
  @Inject DataSource database;

  private String workspace;
  private String media;
  private String drafts;
  private Tokens editor;

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    workspace = "m" + WORKSPACES.incrementAndGet();
    media = "/api/v1/workspaces/" + workspace + "/media";
    drafts = "/api/v1/workspaces/" + workspace + "/drafts";
    editor = Tokens.of(workspace, "editor");
  }

  @Test
  void shouldKeepUploadedPictureWithoutWhatIsHiddenInIt() throws PictureRefusedException {
    // When
    upload(PHOTO)
        .statusCode(201)
        .body("type", equalTo("image/jpeg"))
        .body("width", equalTo(40))
        .body("height", equalTo(30))
        .body("added_by.id", equalTo(editor.subjectId()))
        .body("action.next_step", containsString("alt text"));

    // Then
    byte[] cleaned = Picture.clean(PHOTO).content();
    assertArrayEquals(cleaned, blobs.get(BlobId.of(cleaned)).orElseThrow());
    assertTrue(blobs.get(BlobId.of(PHOTO)).isEmpty());
  }

  @Test
  void shouldGiveTheSamePictureOneIdentifierInEachWorkspace() {
    // Given
    String first = upload(PHOTO).extract().path("id");

    // When
    String second = upload(PHOTO).extract().path("id");
    String elsewhere =
        Requests.as(Tokens.of(workspace + "x", "editor"))
            .contentType("application/octet-stream")
            .body(PHOTO)
            .post("/api/v1/workspaces/" + workspace + "x/media/uploads")
            .then()
            .extract()
            .path("id");

    // Then
    assertEquals(first, second);
    assertNotEquals(first, elsewhere);
    Requests.as(editor)
        .get(media)
        .then()
        .body("media", hasSize(1))
        .body("media[0].id", equalTo(first));
  }

  @Test
  void shouldTakeAnUploadOnceByItsKeyAndNoOtherFileByIt() {
    // Given
    String first = uploadOnce(PHOTO).statusCode(201).extract().path("action.id");

    // Then
    uploadOnce(PHOTO).statusCode(201).body("action.id", equalTo(first));
    uploadOnce(Samples.png(20, 10)).statusCode(422).body("code", equalTo("idempotency_key_reused"));
  }

  @Test
  void shouldRefuseWhatIsNoPictureWhateverItIsCalled() {
    upload("<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body("violations[0].field", equalTo("body"))
        .body("violations[0].message", equalTo("is neither a JPEG, a PNG nor a WebP picture"));
  }

  @Test
  void shouldRefuseFileThatIsTooLarge() {
    upload(new byte[8 * 1024 * 1024 + 1])
        .statusCode(413)
        .body("code", equalTo("payload_too_large"));
  }

  @Test
  void shouldFetchPicture() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, Samples.png(20, 10)))) {
      add(server.url("/picture.txt"))
          .statusCode(201)
          .body("type", equalTo("image/png"))
          .body("width", equalTo(10))
          .body("height", equalTo(20));
      assertEquals("GET /picture.txt HTTP/1.1", server.received().getFirst().requestLine());
    }
  }

  @Test
  void shouldRefuseAtOnceWhileOthersWaitForSlowServers() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, PHOTO))) {
      whileTaken(
          WaitingPlaces.COUNT,
          () -> {
            refusedAsBusy(add(server.url("/picture.jpg")));
            refusedAsBusy(upload(PHOTO));
          });
      whileTaken(
          WaitingPlaces.COUNT - 1,
          () -> {
            add(server.url("/picture.jpg")).statusCode(201);
            upload(PHOTO).statusCode(201);
          });
      assertEquals(1, server.received().size());
    }
  }

  @Test
  void shouldTakeNoMoreAtOnceThanThereIsMemoryFor() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, PHOTO))) {
      try (BlobMemory.Held _ = memory.hold(Long.MAX_VALUE).orElseThrow()) {
        upload(PHOTO)
            .statusCode(503)
            .body("code", equalTo("service_unavailable"))
            .body("retryable", equalTo(true))
            .body(
                "detail",
                equalTo("Other files are being taken at this moment; nothing was changed."));
        add(server.url("/picture.jpg"))
            .statusCode(503)
            .body("code", equalTo("fetching_busy"))
            .body("detail", startsWith("As many pictures as there is memory for are being"));
      }
      upload(PHOTO).statusCode(201);
      add(server.url("/picture.jpg")).statusCode(201);
      assertEquals(1, server.received().size());
    }
    assertRoomWasGivenBack();
  }

  private void assertRoomWasGivenBack() {
    memory.hold(Long.MAX_VALUE).orElseThrow().close();
  }

  private static void refusedAsBusy(ValidatableResponse answer) {
    answer
        .statusCode(503)
        .body("code", equalTo("fetching_busy"))
        .body("retryable", equalTo(true))
        .body("detail", equalTo("4 pictures are being fetched or stored at this moment."));
  }

  /** As calls do that wait for a server which does not answer. */
  private void whileTaken(int count, Runnable others) {
    if (count == 0) {
      others.run();
    } else {
      places.waitFor(
          () -> {
            whileTaken(count - 1, others);
            return count;
          });
    }
  }

  @Test
  void shouldKeepPictureInTheObjectStore() throws IOException, PictureRefusedException {
    // Given
    byte[] picture = Samples.png(22, 11);
    String name = BlobId.of(Picture.clean(picture).content()).sha256();

    // When
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, picture))) {
      add(server.url("/picture.png")).statusCode(201);
    }

    // Then
    assertArrayEquals(
        Picture.clean(picture).content(),
        Files.readAllBytes(PostlyBackends.bucket().resolve(name.substring(0, 2)).resolve(name)));
  }

  @Test
  void shouldFetchWhatWasAttachedInTheChat() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, PHOTO))) {
      Map<String, Object> file =
          Map.of(
              "download_url", server.url("/file?signature=secret"),
              "file_id", "file-1",
              "mime_type", "image/png",
              "file_name", "../../photo.exe");
      Requests.as(editor)
          .body(Map.of("file", file))
          .post(media)
          .then()
          .statusCode(201)
          .body("type", equalTo("image/jpeg"));
    }
  }

  @Test
  void shouldSayOfAnAttachedFileThatItIsNoPicture() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, new byte[100]))) {
      Map<String, Object> file = Map.of("download_url", server.url("/file"), "file_id", "file-1");
      Requests.as(editor)
          .body(Map.of("file", file))
          .post(media)
          .then()
          .statusCode(400)
          .body("violations[0].field", equalTo("file"));
    }
  }

  @Test
  void shouldWantOneOriginOfAPicture() {
    Map<String, Object> file =
        Map.of("download_url", "https://files.example/1", "file_id", "file-1");
    for (Map<String, Object> body :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("url", "https://files.example/2", "file", file))) {
      Requests.as(editor)
          .body(body)
          .post(media)
          .then()
          .statusCode(400)
          .body("violations[0].field", equalTo("url"));
    }
  }

  @Test
  void shouldSayWhyNothingCouldBeFetched() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.status(404));
        FakeReceiver mover = FakeReceiver.plain(FakeReceiver.redirect(302, server.url("/")));
        FakeReceiver breaker = FakeReceiver.plain(FakeReceiver.brokenBody(200, "abc"))) {
      assertRefused(server.url("/"), "answers HTTP 404");
      assertRefused(mover.url("/"), "answers with a redirect; give the address that it leads to");
      assertRefused(breaker.url("/"), "has more than 8388608 bytes, or did not come whole");
      assertRefused("ftp://example.org/a.jpg", "must start with https:// or http://");
    }
  }

  @Test
  void shouldWriteDownWhichHostWasToldOfAnAddressWhateverCameOfIt() {
    try (FakeReceiver server = FakeReceiver.plain(FakeReceiver.bytes(200, PHOTO));
        FakeReceiver listener = FakeReceiver.plain(FakeReceiver.status(404))) {
      add(server.url("/picture.jpg")).statusCode(201);
      add(listener.url("/?what=was+read")).statusCode(400);
      add("https://user@example.org/a.jpg").statusCode(400);
    }

    assertEquals(1, entries("outcome = 'ok' AND after_state::jsonb ->> 'id' IS NOT NULL"));
    assertEquals(1, entries("outcome = 'validation' AND after_state::jsonb ->> 'id' IS NULL"));
    assertEquals(2, entries("true"));
  }

  private long entries(String condition) {
    return PostlyBackends.count(
        """
        SELECT count(*) FROM audit_entry WHERE workspace = '%s' AND action = 'add_media'
        AND after_state::jsonb ->> 'fetched_from' = '127.0.0.1' AND %s
        """
            .formatted(workspace, condition));
  }

  @Test
  void shouldKeepNoMoreThanTheQuotaExceptForWhatIsThere() throws SQLException {
    String kept = upload(PHOTO).extract().path("id");
    haveAsMuchAsTheQuota();

    upload(PHOTO).statusCode(201).body("id", equalTo(kept));
    upload(Samples.png(20, 10))
        .statusCode(409)
        .body("code", equalTo("media_quota_reached"))
        .body("retryable", equalTo(false))
        .body("detail", containsString("and may have 10737418240; this one has "))
        .body("next_step", containsString("list_media"));
    aWorkspaceOfItsOwn();
    upload(Samples.png(20, 10)).statusCode(201);
  }

  private void haveAsMuchAsTheQuota() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement adding =
            connection.prepareStatement(
                """
                INSERT INTO media (id, workspace, sha256, type, bytes, width, height, turned, added_by, added_by_name, added_at)
                SELECT gen_random_uuid(), ?, lpad(to_hex(n), 64, '0'), 'image/png', 2147483647, 1, 1, false, 'e', 'E', now()
                FROM generate_series(1, 5) n
                """)) {
      adding.setString(1, workspace);
      adding.executeUpdate();
    }
  }

  @Test
  void shouldMakePicturesPartOfRevisionHashAndEvent() {
    // Given
    String picture = upload(PHOTO).extract().path("id");
    JsonNode plain = create(Map.of("text", "Hello"));

    // When
    JsonNode illustrated =
        create(Map.of("text", "Hello", "media", List.of(reference(picture, "A sunrise"))));

    // Then
    assertNotEquals(plain.get("content_hash"), illustrated.get("content_hash"));
    Requests.as(editor)
        .get(drafts + "/" + illustrated.get("id").asText())
        .then()
        .body("media[0].media_id", equalTo(picture))
        .body("media[0].alt_text", equalTo("A sunrise"));
    JsonNode told = event(illustrated).get("media").get(0);
    assertEquals(picture, told.get("media_id").asText());
    assertEquals("A sunrise", told.get("alt_text").asText());
    assertEquals("image/jpeg", told.get("type").asText());
    assertTrue(blobs.get(new BlobId(told.get("sha256").asText())).isPresent());
    assertTrue(event(plain).path("media").isMissingNode());
  }

  @Test
  void shouldEndWithTheSamePicturesWhenAnEditIsTakenBack() {
    // Given
    String picture = upload(PHOTO).extract().path("id");
    JsonNode draft =
        create(Map.of("text", "Hello", "media", List.of(reference(picture, "A sunrise"))));
    String path = drafts + "/" + draft.get("id").asText();
    String undo =
        Requests.as(editor)
            .body(Map.of("expected_revision", 1, "media", List.of()))
            .patch(path)
            .then()
            .statusCode(200)
            .body("media", hasSize(0))
            .extract()
            .path("action.undo.id");

    // When
    Requests.as(editor)
        .post("/api/v1/workspaces/" + workspace + "/undo/" + undo)
        .then()
        .statusCode(200);

    // Then
    Requests.as(editor)
        .get(path)
        .then()
        .body("revision", equalTo(3))
        .body("content_hash", equalTo(draft.get("content_hash").asText()))
        .body("media[0].alt_text", equalTo("A sunrise"));
  }

  @Test
  void shouldKnowNoPictureOfOthers() {
    // Given
    String picture = upload(PHOTO).extract().path("id");
    Tokens stranger = Tokens.of(workspace + "y", "editor");

    // Then
    Requests.as(stranger)
        .body(
            Map.of(
                "text",
                "Hello",
                "media",
                List.of(reference(picture, "Mine"), reference(UUID.randomUUID().toString(), ""))))
        .post("/api/v1/workspaces/" + workspace + "y/drafts")
        .then()
        .statusCode(400)
        .body("violations", hasSize(2))
        .body("violations[0].field", equalTo("media[0].media_id"))
        .body(
            "violations[0].message", equalTo("is not a picture of this workspace; see list_media"))
        .body("violations[1].message", startsWith("is not a picture"));
  }

  @Test
  void shouldRefuseWhatChannelsNetworksDoNotTake() {
    // Given
    String photo = upload(PHOTO).extract().path("id");
    String drawing = upload(Samples.png(3, 3)).extract().path("id");
    UUID textsOnly = connect("sandbox", null);
    UUID choosy =
        connect(
            "bluesky",
            Map.of("most", 1, "max_bytes", 100, "types", List.of("image/jpeg"), "max_alt_text", 5));

    // Then
    refusal(List.of(textsOnly), List.of(reference(photo, "")))
        .body("violations[0].field", equalTo("media"))
        .body(
            "violations[0].message",
            equalTo("cannot go to the channel \"Try-out\" (sandbox): it takes no pictures"));
    refusal(List.of(choosy), List.of(reference(drawing, "A drawing"), reference(photo, "")))
        .body("violations", hasSize(3))
        .body(
            "violations.find { it.field == 'media' }.message",
            equalTo("has 2 pictures; the channel \"Try-out\" (bluesky) takes at most 1"))
        .body(
            "violations.find { it.field == 'media[0]' }.message",
            equalTo("is of the type image/png; the channel \"Try-out\" (bluesky) takes image/jpeg"))
        .body(
            "violations.find { it.field == 'media[0].alt_text' }.message",
            equalTo("has 9 characters; the channel \"Try-out\" (bluesky) takes at most 5"));
    refusal(List.of(choosy), List.of(reference(photo, "")))
        .body("violations[0].field", equalTo("media[0]"))
        .body("violations[0].message", containsString("takes at most 100"));
    Requests.as(editor)
        .body(
            Map.of(
                "text", "Hello",
                "channel_ids", List.of(textsOnly),
                "media", List.of(reference(photo, "")),
                "variants",
                    List.of(Map.of("network", "sandbox", "text", "Hello", "media", List.of()))))
        .post(drafts)
        .then()
        .statusCode(201);
  }

  @Test
  void shouldRefusePicturesOfAShapeThatANetworkDoesNotTake() {
    // Given
    String photo = upload(PHOTO).extract().path("id");
    String drawing = upload(Samples.png(3, 3)).extract().path("id");
    Map<String, String> wrong =
        Map.of(
            "max_pixels", "has 40 × 30 pixels; %s takes at most 9 in all",
            "max_sides", "has 40 × 30 pixels; %s takes a width and height of at most 9 together",
            "max_ratio",
                "has 40 × 30 pixels; %s takes no side that is more than 1 times the other");

    // Then
    wrong.forEach(
        (limit, message) ->
            refusal(
                    List.of(connect("bluesky", limits(limit, limit.equals("max_ratio") ? 1 : 9))),
                    List.of(reference(photo, ""), reference(drawing, "")))
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo("media[0]"))
                .body(
                    "violations[0].message",
                    equalTo(message.formatted("the channel \"Try-out\" (bluesky)"))));
    refusal(
            List.of(connect("bluesky", limits("max_total_bytes", 99))),
            List.of(reference(photo, ""), reference(drawing, "")))
        .body("violations[0].field", equalTo("media"))
        .body(
            "violations[0].message",
            endsWith("bytes in all; the channel \"Try-out\" (bluesky) takes at most 99"));
  }

  @Test
  void shouldRefusePictureThatANetworkWouldShowSideways() {
    // Given
    String upright = upload(PHOTO).extract().path("id");
    String turned = upload(Samples.jpegTurned(40, 30, 6)).extract().path("id");
    Map<String, Object> limits =
        Map.of(
            "most", 4, "max_bytes", 100_000, "types", List.of("image/jpeg"), "upright_only", true);

    // Then
    refusal(
            List.of(connect("bluesky", limits)),
            List.of(reference(upright, ""), reference(turned, "")))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("media[1]"))
        .body(
            "violations[0].message",
            equalTo(
                "is turned by its Exif orientation, which the channel \"Try-out\" (bluesky)"
                    + " ignores: save it upright, and add it again"));
  }

  @Test
  void shouldTellOthersWhichPictureIsTurned() {
    // Given
    String upright = upload(PHOTO).extract().path("id");
    String turned = upload(Samples.jpegTurned(40, 30, 6)).extract().path("id");

    // When
    JsonNode draft =
        create(
            Map.of(
                "text", "Hello", "media", List.of(reference(upright, ""), reference(turned, ""))));

    // Then
    JsonNode told = event(draft).get("media");
    assertTrue(told.get(0).path("turned").isMissingNode());
    assertTrue(told.get(1).path("turned").asBoolean());
  }

  @Test
  void shouldBoundTextBesidePictures() {
    // Given
    String photo = upload(PHOTO).extract().path("id");
    UUID channel = connect("telegram", limits("max_text", 4));

    // Then
    refusal(List.of(channel), List.of(reference(photo, "")))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("text"))
        .body(
            "violations[0].message",
            equalTo(
                "has 5 characters; the channel \"Try-out\" (telegram) takes at most 4 beside"
                    + " pictures"));
    create(Map.of("text", "Hello", "channel_ids", List.of(channel)));
  }

  private static Map<String, Object> limits(String name, int value) {
    return Map.of(
        "most", 4, "max_bytes", 100_000, "types", List.of("image/jpeg", "image/png"), name, value);
  }

  private ValidatableResponse refusal(List<UUID> channels, List<Map<String, String>> pictures) {
    return Requests.as(editor)
        .body(Map.of("text", "Hello", "channel_ids", channels, "media", pictures))
        .post(drafts)
        .then()
        .statusCode(400);
  }

  private void assertRefused(String url, String message) {
    add(url)
        .statusCode(400)
        .body("violations[0].field", equalTo("url"))
        .body("violations[0].message", equalTo(message));
  }

  private ValidatableResponse upload(byte[] file) {
    return Requests.as(editor)
        .contentType("application/octet-stream")
        .body(file)
        .post(media + "/uploads")
        .then();
  }

  private ValidatableResponse uploadOnce(byte[] file) {
    return Requests.as(editor)
        .header("Idempotency-Key", "once")
        .contentType("application/octet-stream")
        .body(file)
        .post(media + "/uploads")
        .then();
  }

  private ValidatableResponse add(String url) {
    return Requests.as(editor).body(Map.of("url", url)).post(media).then();
  }

  private JsonNode create(Map<String, Object> draft) {
    return Requests.json(201, Requests.as(editor).body(draft).post(drafts).then());
  }

  private static JsonNode event(JsonNode draft) {
    return TestEvents.await("postly.drafts", found -> found.key().equals(draft.get("id").asText()))
        .data();
  }

  private static Map<String, String> reference(String id, String altText) {
    return Map.of("media_id", id, "alt_text", altText);
  }

  private UUID connect(String network, Map<String, Object> pictures) {
    UUID channel = UUID.randomUUID();
    Map<String, Object> event =
        new HashMap<>(
            Map.of(
                "channel_id",
                channel,
                "workspace",
                workspace,
                "network",
                network,
                "name",
                "Try-out",
                "max_characters",
                500,
                "at",
                "2026-11-24T09:00:00Z"));
    if (pictures != null) {
      event.put("pictures", pictures);
    }
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.publications", "io.postly.channel.connected.v1", channel, workspace, event));
    return channel;
  }
}
