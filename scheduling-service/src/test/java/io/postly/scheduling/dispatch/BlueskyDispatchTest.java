package io.postly.scheduling.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.content.ContentFixture;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.bluesky.PersonalDataServer;
import io.postly.scheduling.network.bluesky.PersonalDataServer.Account;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.UpdateLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a post to Bluesky's own server, and back. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class BlueskyDispatchTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String FLAG = "\uD83C\uDDEA\uD83C\uDDFA";

  private static PersonalDataServer server;

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject PartLedger parts;
  @Inject UpdateLedger updates;
  @Inject BlobStore blobs;
  @Inject Networks networks;
  @Inject CredentialVault vault;
  @Inject DispatchTraces traces;
  @Inject ObjectMapper mapper;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    PersonalDataServer.assumeNpm();
    server = PersonalDataServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldPublishATextWithAllThatItLeadsTo() {
    String text =
        "Grüße \uD83D\uDC69\u200D\uD83D\uDC67 @bob.test, see (https://example.com/a?b=ü) #news!";

    UUID id = published(channel(), text);

    JsonNode record = record(id);
    assertEquals(text, record.at("/value/text").asText());
    assertEquals(
        List.of(
            "@bob.test " + feature("did", server.bob().did(), "mention"),
            "https://example.com/a?b=ü " + feature("uri", "https://example.com/a?b=ü", "link"),
            "#news " + feature("tag", "news", "tag")),
        facets(record));
    assertTrue(
        ((String) shown(id).get("url"))
            .startsWith("https://bsky.app/profile/" + server.alice().did() + "/post/"));
  }

  @Test
  void shouldPublishPicturesWithTheirAltTexts() throws IOException {
    Map<String, Object> picture = ContentFixture.picture(blobs, png(), "A sunrise");

    UUID id = published(content.approvedDraft(workspace, "Look", List.of(picture), channel()));

    JsonNode image = record(id).at("/value/embed/images/0");
    assertEquals("A sunrise", image.path("alt").asText());
    assertEquals("image/png", image.at("/image/mimeType").asText());
    assertEquals(png().length, image.at("/image/size").asInt());
    assertEquals(4, image.at("/aspectRatio/width").asInt());
  }

  @Test
  void shouldPublishAThreadEachPartInReplyToTheOneBefore() {
    UUID id =
        published(content.approvedThread(workspace, "One", List.of("Two", "Three"), channel()));
    for (int round = 0; round < 2; round++) {
      dispatch();
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> thread = (List<Map<String, Object>>) shown(id).get("thread");
    assertEquals(
        List.of("published", "published"), thread.stream().map(part -> part.get("state")).toList());
    JsonNode first = record(id);
    JsonNode second = record((String) thread.get(0).get("url"));
    JsonNode third = record((String) thread.get(1).get("url"));
    assertEquals("Three", third.at("/value/text").asText());
    assertEquals(first.get("cid"), second.at("/value/reply/parent/cid"));
    assertEquals(first.get("cid"), second.at("/value/reply/root/cid"));
    assertEquals(second.get("cid"), third.at("/value/reply/parent/cid"));
    assertEquals(first.get("cid"), third.at("/value/reply/root/cid"));
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", written);
    return written.toByteArray();
  }

  private static String feature(String name, String value, String type) {
    return "{\"%s\":\"%s\",\"$type\":\"app.bsky.richtext.facet#%s\"}".formatted(name, value, type);
  }

  private static List<String> facets(JsonNode record) {
    byte[] text = record.at("/value/text").asText().getBytes(UTF_8);
    return record
        .at("/value/facets")
        .valueStream()
        .map(facet -> written(text, facet.path("index")) + " " + facet.at("/features/0"))
        .toList();
  }

  private static String written(byte[] text, JsonNode index) {
    return new String(
        Arrays.copyOfRange(text, index.path("byteStart").asInt(), index.path("byteEnd").asInt()),
        UTF_8);
  }

  @Test
  void shouldGoOnWithAnotherSessionOnceOneHasExpired() {
    UUID channel = channel();
    published(channel, "Before");
    long signedIn = server.calls("com.atproto.server.createSession");

    clock.advance(Duration.ofHours(3));
    UUID after = published(channel, "After");

    assertEquals("After", record(after).at("/value/text").asText());
    assertTrue(server.calls("com.atproto.server.refreshSession") > 0);
    assertEquals(signedIn, server.calls("com.atproto.server.createSession"));
  }

  @Test
  void shouldPostAsMuchAsBlueskyTakesAndNoMore() {
    UUID channel = channel();

    UUID longest = published(channel, FLAG.repeat(300));

    assertEquals(FLAG.repeat(300), record(longest).at("/value/text").asText());
    long posts = server.calls("com.atproto.repo.createRecord");
    schedule(
            wanted(
                content.approvedDraft(workspace, FLAG.repeat(301), channel),
                1,
                clock.instant().plus(SOON)))
        .statusCode(400)
        .body("violations[0].message", containsString("has 301 characters"));
    assertEquals(posts, server.calls("com.atproto.repo.createRecord"));
  }

  @Test
  void shouldStandOnceBeReadCountedAndDeleted() {
    Network network = networks.get("bluesky");
    Optional<String> credentials = Optional.of(credentials());
    Post post =
        new Post(
            UUID.randomUUID(),
            workspace,
            UUID.randomUUID(),
            1,
            UUID.randomUUID(),
            "Once",
            List.of(),
            Instant.parse("2026-12-01T10:00:00Z"));
    assertInstanceOf(Reading.Absent.class, network.read(post, credentials));
    int before = server.posts(server.alice()).size();

    Delivery first = network.deliver(post, credentials, clock.instant().plus(SOON));
    Delivery second = network.deliver(post, credentials, clock.instant().plus(SOON));

    String reference = ((Delivery.Delivered) first).reference().orElseThrow();
    assertEquals(Optional.of(reference), ((Delivery.Delivered) second).reference());
    assertEquals(before + 1, server.posts(server.alice()).size());
    assertInstanceOf(Reading.Found.class, network.read(post, credentials));
    assertEquals(
        new EngagementReading.Counted(
            new Engagement(
                OptionalLong.of(5), OptionalLong.of(5), OptionalLong.of(1), OptionalLong.empty())),
        network.engagement(reference, credentials));

    assertEquals(new Removal.Removed(), network.remove(reference, credentials));
    assertEquals(new Removal.Removed(), network.remove(reference, credentials));
    assertInstanceOf(Reading.Absent.class, network.read(post, credentials));
    assertEquals(before, server.posts(server.alice()).size());
  }

  @Test
  void shouldConnectNobodyWhomBlueskyRefuses() {
    Account alice = server.alice();
    connect(new Account(alice.did(), alice.handle(), "abcd-efgh-ijkl-mnop"), server.url())
        .statusCode(422)
        .body("code", equalTo("account_refused"));
    connect(server.carol(), server.url())
        .statusCode(422)
        .body("detail", containsString("account_deactivated"));
    connect(alice, "http://127.0.0.1:1")
        .statusCode(502)
        .body("code", equalTo("network_unavailable"));
  }

  @Test
  void shouldReconnectTheSameAccountOnly() {
    UUID channel = channel();
    Account alice = server.alice();

    Requests.as(admin)
        .body(
            Map.of(
                "bluesky", input(new Account("", alice.did(), alice.appPassword()), server.url())))
        .put(path("/channels/" + channel + "/account"))
        .then()
        .statusCode(200)
        .body("channel.address", equalTo("@alice.test"))
        .body("channel.trouble", nullValue());
  }

  @Test
  void shouldWriteTheAppPasswordDownNowhere() {
    channel();
    Account alice = server.alice();
    connect(new Account(alice.did(), "nobody.test", alice.appPassword()), server.url())
        .statusCode(422);

    for (String table :
        List.of("channel", "audit_entry", "outbox", "idempotency_record", "undo_record")) {
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM %s AS kept WHERE strpos(kept::text, '%s') > 0"
                  .formatted(table, alice.appPassword())),
          table);
    }
  }

  private ValidatableResponse connect(Account account, String service) {
    return Requests.as(admin)
        .body(
            Map.of(
                "network",
                "bluesky",
                "name",
                "Sky " + UUID.randomUUID(),
                "bluesky",
                input(account, service)))
        .post(path("/channels"))
        .then();
  }

  private static Map<String, String> input(Account account, String service) {
    return Map.of(
        "handle", account.handle(), "app_password", account.appPassword(), "service", service);
  }

  private UUID channel() {
    return UUID.fromString(
        connect(server.alice(), server.url())
            .statusCode(201)
            .body("channel.address", equalTo("@alice.test"))
            .body("channel.max_characters", equalTo(300))
            .body("channel.counting", equalTo("graphemes"))
            .extract()
            .path("channel.id"));
  }

  private String credentials() {
    Account alice = server.alice();
    return mapper
        .createObjectNode()
        .put("service", server.url())
        .put("server", server.url())
        .put("did", alice.did())
        .put("handle", alice.handle())
        .put("app_password", alice.appPassword())
        .toString();
  }

  /** The record of a publication as it stands on the server. */
  private JsonNode record(UUID publication) {
    return record((String) shown(publication).get("url"));
  }

  private static JsonNode record(String url) {
    String key = url.substring(url.lastIndexOf('/'));
    return server
        .posts(server.alice())
        .valueStream()
        .filter(record -> record.path("uri").asText().endsWith(key))
        .findFirst()
        .orElseThrow();
  }

  private void dispatch() {
    Dispatcher dispatcher =
        new Dispatcher(
            ledger, batches, parts, updates, networks, vault, traces, DispatchSettings.USUAL);
    dispatcher.run();
    dispatcher.awaitIdle();
  }

  private UUID published(UUID channel, String text) {
    return published(content.approvedDraft(workspace, text, channel));
  }

  private UUID published(ContentFixture.Draft draft) {
    UUID id = scheduled(draft, SOON);
    clock.advance(SOON);
    dispatch();
    assertEquals("published", stateOf(id), () -> String.valueOf(shown(id).get("reason")));
    return id;
  }
}
