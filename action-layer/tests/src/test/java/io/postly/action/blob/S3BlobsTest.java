package io.postly.action.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.ObjectStoreServer;
import io.postly.action.fixture.SelfSignedHost;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3BlobsTest extends BlobStoreTest {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final String CLOSING = "connection: close";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final BlobId ID_OF_HELLO = new BlobId(DIGEST_OF_HELLO);

  private final String prefix = "test" + TESTS.incrementAndGet() + "/";

  @Override
  BlobStore open() {
    return open(Map.of());
  }

  @Override
  void damage(BlobId id, byte[] content) {
    try {
      Files.write(folder().resolve(id.sha256().substring(0, 2)).resolve(id.sha256()), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  List<String> kept() {
    try (Stream<Path> found = Files.walk(folder())) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder().relativize(file).toString())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return ObjectStoreServer.bucket().resolve(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "postly.blobs.s3.secret-access-key, another, 403 SignatureDoesNotMatch",
    "postly.blobs.s3.access-key-id, somebody, 403 InvalidAccessKeyId",
    "postly.blobs.s3.bucket, another, 404 NoSuchBucket"
  })
  void shouldNotStartWhereTheStoreRefuses(String key, String value, String answer) {
    // When
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> open(Map.of(key, value)));

    // Then
    assertTrue(refused.getMessage().startsWith("postly.blobs.s3 must name a bucket"));
    assertTrue(refused.getMessage().contains(answer), refused.getMessage());
    assertFalse(refused.getMessage().contains(value));
  }

  @Test
  void shouldNotPrepareWhereNothingCanBeWritten() {
    try (FakeReceiver store =
        FakeReceiver.answering(
            asked ->
                asked.requestLine().startsWith("GET ")
                    ? missing()
                    : FakeReceiver.body(403, CLOSING, error("AccessDenied")))) {
      // Given
      BlobStore reading = open(at(store));

      // Then
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, reading::prepareForPutting);
      assertTrue(refused.getMessage().contains("written to"));
      assertTrue(refused.getMessage().contains("403 AccessDenied"));
    }
  }

  @Test
  void shouldStartWhileTheStoreIsAwayAndSayThatItDoesNotWork() {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          // Given
          Map<String, String> nowhere;
          try (FakeReceiver gone = FakeReceiver.plain(FakeReceiver.hangUp())) {
            nowhere = at(gone);
          }

          // When
          BlobStore blobs = open(nowhere);
          blobs.prepareForPutting();

          // Then
          assertThrows(BlobStoreException.class, () -> blobs.get(ID_OF_HELLO));
          assertThrows(BlobStoreException.class, () -> blobs.put(HELLO));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotWaitForSlowStore(boolean begins) {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          try (FakeReceiver store =
              FakeReceiver.plain(begins ? S3BlobsTest::dripping : FakeReceiver.silence())) {
            // Given
            Map<String, String> settings = new HashMap<>(at(store));
            settings.put("postly.blobs.s3.timeout", "PT0.2S");

            // When
            BlobStore blobs = open(settings);
            long begun = System.nanoTime();
            BlobStoreException failed =
                assertThrows(BlobStoreException.class, () -> blobs.get(ID_OF_HELLO));

            // Then
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos());
            assertFalse(failed.isLasting());
            assertFalse(Thread.interrupted());
          }
        });
  }

  @Test
  void shouldLookAndWriteWithinTheTimeOfOneBlob() {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          try (FakeReceiver store =
              FakeReceiver.answering(
                  asked ->
                      asked.requestLine().startsWith("GET ")
                          ? S3BlobsTest::missingAfterAWhile
                          : FakeReceiver.silence())) {
            // Given
            Map<String, String> settings = new HashMap<>(at(store));
            settings.put("postly.blobs.s3.timeout", "PT1S");
            BlobStore blobs = open(settings);

            // When
            long begun = System.nanoTime();
            BlobStoreException failed =
                assertThrows(BlobStoreException.class, () -> blobs.put(HELLO));
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);

            // Then
            assertEquals("The object store takes too long", failed.getMessage());
            assertTrue(taken.compareTo(Duration.ofMillis(1_600)) < 0, taken.toString());
          }
        });
  }

  @Test
  void shouldAskAgainWhereTheStoreFailsInPassing() {
    AtomicInteger requests = new AtomicInteger();
    try (FakeReceiver store =
        FakeReceiver.answering(
            _ ->
                requests.incrementAndGet() % 2 == 1
                    ? FakeReceiver.body(503, CLOSING, error("SlowDown"))
                    : FakeReceiver.body(200, CLOSING, "hello"))) {
      // When
      Optional<byte[]> found = open(at(store)).get(ID_OF_HELLO);

      // Then
      assertArrayEquals(HELLO, found.orElseThrow());
    }
  }

  @Test
  void shouldAskAgainWhereAConnectionIsSilent() {
    AtomicInteger requests = new AtomicInteger();
    try (FakeReceiver store =
        FakeReceiver.answering(
            _ ->
                requests.incrementAndGet() == 2
                    ? FakeReceiver.silence()
                    : FakeReceiver.body(200, CLOSING, "hello"))) {
      // Given
      Map<String, String> settings = new HashMap<>(at(store));
      settings.put("postly.blobs.s3.timeout", "PT1.5S");

      // When
      Optional<byte[]> found = open(settings).get(ID_OF_HELLO);

      // Then
      assertArrayEquals(HELLO, found.orElseThrow());
      assertEquals(3, requests.get());
    }
  }

  @Test
  void shouldReadWhateverTheLargestBlobMayBe() {
    try (FakeReceiver store = FakeReceiver.plain(FakeReceiver.body(200, CLOSING, "hello"))) {
      // Given
      Map<String, String> settings = new HashMap<>(at(store));
      settings.put("postly.blobs.largest", "4G");

      // Then
      assertArrayEquals(HELLO, open(settings).get(ID_OF_HELLO).orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"400, RequestTimeout", "409, OperationAborted", "307, TemporaryRedirect"})
  void shouldTakeForPassingWhatPassesWhateverItsStatus(int status, String code) {
    try (FakeReceiver store = FakeReceiver.plain(FakeReceiver.body(status, CLOSING, error(code)))) {
      // When
      BlobStore blobs = open(at(store));
      store.received().clear();
      BlobStoreException failed =
          assertThrows(BlobStoreException.class, () -> blobs.get(ID_OF_HELLO));

      // Then
      assertFalse(failed.isLasting());
      assertEquals(3, store.received().size());
    }
  }

  @Test
  void shouldReadBlobThatLooksLikeAnError() {
    try (FakeReceiver store =
        FakeReceiver.plain(FakeReceiver.body(200, CLOSING, error("RequestTimeout")))) {
      // Given
      BlobStore blobs = open(at(store));
      byte[] content = error("RequestTimeout").getBytes(StandardCharsets.UTF_8);

      // Then
      assertArrayEquals(content, blobs.get(BlobId.of(content)).orElseThrow());
      assertEquals(2, store.received().size());
    }
  }

  @Test
  void shouldSayNothingOfThePlaceWhereTheStoreFails() {
    try (FakeReceiver store = FakeReceiver.plain(FakeReceiver.brokenBody(200, "hel"))) {
      // When
      BlobStoreException failed =
          assertThrows(BlobStoreException.class, () -> open(at(store)).get(ID_OF_HELLO));

      // Then
      assertEquals("The object store cannot be reached", failed.getMessage());
    }
  }

  @Test
  void shouldOnlyReadForWhoReadsAlone() {
    try (FakeReceiver store = FakeReceiver.plain(missing())) {
      // When
      open(at(store)).get(ID_OF_HELLO);

      // Then
      assertEquals(
          List.of("GET"),
          store.received().stream()
              .map(request -> request.requestLine().split(" ", 2)[0])
              .distinct()
              .toList());
      assertTrue(
          store
              .received()
              .getLast()
              .requestLine()
              .startsWith("GET /pictures/" + prefix + "2c/" + DIGEST_OF_HELLO));
    }
  }

  @Test
  void shouldNeverSendTheSecretAccessKey() {
    try (FakeReceiver store = FakeReceiver.plain(missing())) {
      // When
      open(at(store)).get(ID_OF_HELLO);

      // Then
      assertTrue(
          store
              .received()
              .getLast()
              .headers()
              .get("authorization")
              .startsWith("AWS4-HMAC-SHA256 "));
      assertFalse(store.received().toString().contains(ObjectStoreServer.SECRET_ACCESS_KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint", "bucket", "access-key-id", "secret-access-key"})
  void shouldSayWhatIsMissing(String name) {
    // When
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> open(Map.of("postly.blobs.s3." + name, "")));

    // Then
    assertEquals(
        "postly.blobs.s3." + name + " is required where postly.blobs.kind is s3",
        refused.getMessage());
  }

  @Test
  void shouldTakeNoUnencryptedStoreElsewhereUnlessToldTo() {
    // Given
    Map<String, String> elsewhere =
        Map.of(
            "postly.blobs.s3.endpoint",
            "http://store.invalid:9000",
            "postly.blobs.s3.timeout",
            "1S");

    // When
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> open(elsewhere));

    // Then
    assertTrue(refused.getMessage().startsWith("postly.blobs.s3.endpoint must be https"));
    Map<String, String> told = new HashMap<>(elsewhere);
    told.put("postly.blobs.s3.allow-http", "true");
    assertThrows(BlobStoreException.class, () -> open(told).get(ID_OF_HELLO));
  }

  @Test
  void shouldTrustTheAuthorityThatItIsTold(@TempDir Path directory) {
    SelfSignedHost host = SelfSignedHost.named("localhost", directory);
    try (FakeReceiver store = host.receiver(FakeReceiver.body(200, CLOSING, "hello"))) {
      // Given
      Map<String, String> there =
          Map.of("postly.blobs.s3.endpoint", "https://localhost:" + store.port());

      // When
      BlobStore trusting = open(there, Optional.of(host.trusting()));
      BlobStore others = open(there);

      // Then
      assertArrayEquals(HELLO, trusting.get(ID_OF_HELLO).orElseThrow());
      assertThrows(BlobStoreException.class, () -> others.get(ID_OF_HELLO));
    }
  }

  @Test
  void shouldSayThatAnAddressHasNoHost() {
    assertTrue(
        assertThrows(
                IllegalStateException.class,
                () -> open(Map.of("postly.blobs.s3.endpoint", "https://object_store:9000")))
            .getMessage()
            .startsWith("postly.blobs.s3.endpoint must have"));
  }

  @Test
  void shouldKeepBlobsInDirectoryUnlessToldOtherwise() {
    assertEquals(BlobStoreKind.DIRECTORY, config(Map.of()).kind());
  }

  private static FakeReceiver.Behaviour missing() {
    return FakeReceiver.body(404, CLOSING, error("NoSuchKey"));
  }

  /** Begins to answer at once, and takes four fifths of a second to end. */
  private static void missingAfterAWhile(Socket connection) throws IOException {
    String body = error("NoSuchKey");
    String head =
        "HTTP/1.1 404 Status\r\n%s\r\ncontent-length: %d\r\n\r\n".formatted(CLOSING, body.length());
    connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    try {
      Thread.sleep(Duration.ofMillis(800));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code></Error>"
        .formatted(code);
  }

  /** Begins an answer, and goes on with it byte by byte for as long as somebody listens. */
  private static void dripping(Socket connection) throws IOException {
    connection
        .getOutputStream()
        .write(
            "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    try {
      while (!connection.isClosed()) {
        connection.getOutputStream().write('h');
        Thread.sleep(Duration.ofMillis(50));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> at(FakeReceiver store) {
    return Map.of("postly.blobs.s3.endpoint", store.url(""));
  }

  private BlobStore open(Map<String, String> changes) {
    return open(changes, Optional.empty());
  }

  private BlobStore open(Map<String, String> changes, Optional<SSLContext> trusted) {
    Map<String, String> settings = new HashMap<>();
    settings.put("postly.blobs.kind", "s3");
    settings.put("postly.blobs.largest", Long.toString(LARGEST));
    settings.put("postly.blobs.s3.endpoint", ObjectStoreServer.start());
    settings.put("postly.blobs.s3.bucket", ObjectStoreServer.BUCKET);
    settings.put("postly.blobs.s3.prefix", prefix);
    settings.put("postly.blobs.s3.access-key-id", ObjectStoreServer.ACCESS_KEY_ID);
    settings.put("postly.blobs.s3.secret-access-key", ObjectStoreServer.SECRET_ACCESS_KEY);
    settings.putAll(changes);
    return BlobStores.open(config(settings), trusted, Clock.systemUTC());
  }

  private static BlobConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(BlobConfig.class)
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(BlobConfig.class);
  }
}
