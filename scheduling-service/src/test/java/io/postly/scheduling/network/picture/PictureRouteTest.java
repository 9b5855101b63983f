package io.postly.scheduling.network.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobId;
import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.action.blob.BlobStoreException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PublicAddresses;
import io.postly.scheduling.network.TestPictures;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is answered at the address of a picture, and at any other. */
class PictureRouteTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final PictureAddresses ADDRESSES = addresses(CLOCK);
  private static final int ROOM = 8 * 1024 * 1024;
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private static final Map<String, String> UNKEPT =
      Map.of(
          "cache-control", "private, no-store",
          "x-content-type-options", "nosniff",
          "x-robots-tag", "noindex");

  private final BlobMemory memory = new BlobMemory(ROOM, Duration.ofSeconds(10));

  @AfterAll
  static void stopAll() {
    BROWSER.close();
    LOOPBACK.close();
  }

  @Test
  void shouldGiveThePictureToWhoeverHasItsAddress() throws Exception {
    try (PictureServer server = server(TestPictures.BLOBS)) {
      HttpResponse<byte[]> answer = get(server, address(TestPictures.SUNRISE));

      assertEquals(200, answer.statusCode());
      assertArrayEquals("sunrise".getBytes(StandardCharsets.UTF_8), answer.body());
      assertEquals("image/jpeg", header(answer, "content-type"));
      assertEquals("attachment", header(answer, "content-disposition"));
      assertUnkept(answer);
      assertAllRoomIsFree();
    }
  }

  @Test
  void shouldSayWhatThereIsWithoutReadingIt() throws Exception {
    try (PictureServer server = server(broken())) {
      HttpResponse<byte[]> answer = send(server, address(TestPictures.SUNRISE), "HEAD");

      assertEquals(200, answer.statusCode());
      assertEquals("7", header(answer, "content-length"));
      assertEquals("image/jpeg", header(answer, "content-type"));
      assertUnkept(answer);
      assertEquals(0, answer.body().length);
    }
  }

  @Test
  void shouldAnswerAnyOtherAddressInTheSameWords() throws Exception {
    String address = address(TestPictures.SUNRISE);
    String ended =
        addresses(Clock.offset(CLOCK, Duration.ofHours(-1))).of(TestPictures.SUNRISE, NOW);
    Set<String> answers = new LinkedHashSet<>();
    try (PictureServer server = server(TestPictures.BLOBS)) {
      for (String other :
          List.of(
              ended,
              address.substring(0, address.length() - 1) + "_",
              address + "/",
              address(TestPictures.LOST),
              "https://postly.example/media/",
              "https://postly.example/media/nothing")) {
        HttpResponse<byte[]> answer = get(server, other);

        assertEquals(404, answer.statusCode(), other);
        assertEquals("application/problem+json", header(answer, "content-type"));
        assertUnkept(answer);
        answers.add(new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
    assertEquals(1, answers.size(), answers::toString);
    assertEquals(
        "not_found", new ObjectMapper().readTree(answers.iterator().next()).path("code").asText());
    assertAllRoomIsFree();
  }

  @Test
  void shouldGiveNothingOutWhileOthersHaveTheMemory() throws Exception {
    BlobMemory taken = new BlobMemory(1024, Duration.ofMillis(10));
    try (PictureServer server =
            new PictureServer(ADDRESSES, TestPictures.BLOBS, taken, LOOPBACK.patient());
        BlobMemory.Held _ = taken.hold(1024).orElseThrow()) {
      HttpResponse<byte[]> answer = get(server, address(TestPictures.SUNRISE));

      assertEquals(503, answer.statusCode());
      assertUnkept(answer);
    }
  }

  @Test
  void shouldSayNoMoreThanThatItCannotWhereTheStoreDoesNotWork() throws Exception {
    try (PictureServer server = server(broken())) {
      HttpResponse<byte[]> answer = get(server, address(TestPictures.SUNRISE));

      assertEquals(503, answer.statusCode());
      assertFalse(
          new String(answer.body(), StandardCharsets.UTF_8).contains("secret"), "what failed");
      assertAllRoomIsFree();
    }
  }

  @Test
  void shouldKeepTheMemoryForNobodyWhoHasGoneBeforeThePictureWasRead() throws Exception {
    CountDownLatch isRead = new CountDownLatch(1);
    AtomicReference<PictureServer> asked = new AtomicReference<>();
    BlobStore slow =
        reading(
            id -> {
              isRead.countDown();
              asked.get().awaitClosed();
              return TestPictures.BLOBS.get(id);
            });
    try (PictureServer server = server(slow)) {
      asked.set(server);
      try (Socket reader = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
        ask(reader, address(TestPictures.SUNRISE));
        assertTrue(isRead.await(10, TimeUnit.SECONDS));
      }

      assertAllRoomIsFree();
    }
  }

  @Test
  void shouldSayHowLongThePictureIsThatTheStoreHas() throws Exception {
    Picture sunrise = TestPictures.SUNRISE;
    Picture longer =
        new Picture(sunrise.sha256(), sunrise.type(), 9, 4000, 3000, false, Optional.empty());
    try (PictureServer server = server(TestPictures.BLOBS)) {
      HttpResponse<byte[]> answer = get(server, address(longer));

      assertEquals("7", header(answer, "content-length"));
      assertArrayEquals("sunrise".getBytes(StandardCharsets.UTF_8), answer.body());
    }
  }

  @Test
  void shouldKeepTheMemoryForNobodyWhoReadsTooSlowly() throws Exception {
    byte[] large = new byte[ROOM];
    BlobId id = TestPictures.BLOBS.put(large);
    Picture picture =
        new Picture(id.sha256(), "image/png", ROOM, 4000, 3000, false, Optional.empty());
    try (PictureServer server =
            new PictureServer(
                ADDRESSES, TestPictures.BLOBS, memory, LOOPBACK.patient(), Duration.ofMillis(500));
        Socket reader = new Socket()) {
      reader.setReceiveBufferSize(16 * 1024);
      reader.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port()));
      ask(reader, address(picture));
      reader.getInputStream().readNBytes("HTTP/1.1 200".length());

      assertAllRoomIsFree();
      assertTrue(rest(reader) < ROOM);
    }
  }

  private static void ask(Socket reader, String address) throws IOException {
    String path = URI.create(address).getPath();
    reader
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: postly.example\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static long rest(Socket reader) {
    long read = 0;
    try {
      byte[] some = new byte[64 * 1024];
      for (int more = reader.getInputStream().read(some);
          more >= 0;
          more = reader.getInputStream().read(some)) {
        read += more;
      }
    } catch (IOException e) {
      // The connection was reset: what had come until then is what counts.
    }
    return read;
  }

  /** At once, or as soon as the server has seen that an answer has ended. */
  private void assertAllRoomIsFree() {
    Optional<BlobMemory.Held> all = memory.hold(ROOM);
    assertTrue(all.isPresent());
    all.get().close();
  }

  private static void assertUnkept(HttpResponse<byte[]> answer) {
    UNKEPT.forEach((name, value) -> assertEquals(value, header(answer, name)));
    assertEquals(Optional.empty(), answer.headers().firstValue("set-cookie"));
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private PictureServer server(BlobStore blobs) {
    return new PictureServer(ADDRESSES, blobs, memory, LOOPBACK.patient());
  }

  private static String address(Picture picture) {
    return ADDRESSES.of(picture, NOW.plusSeconds(60));
  }

  private static PictureAddresses addresses(Clock clock) {
    return new PictureAddresses(PublicAddresses.PUBLIC, List.of(KEY), clock);
  }

  private static HttpResponse<byte[]> get(PictureServer server, String address) throws Exception {
    return send(server, address, "GET");
  }

  private static HttpResponse<byte[]> send(PictureServer server, String address, String method)
      throws Exception {
    return BROWSER.send(
        HttpRequest.newBuilder(server.local(address))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static BlobStore broken() {
    return reading(
        _ -> {
          throw new BlobStoreException("a secret");
        });
  }

  private static BlobStore reading(Function<BlobId, Optional<byte[]>> reading) {
    return new BlobStore() {

      @Override
      public void prepareForPutting() {}

      @Override
      public BlobId put(byte[] content) {
        throw new UnsupportedOperationException("Nothing is put");
      }

      @Override
      public Optional<byte[]> get(BlobId id) {
        return reading.apply(id);
      }
    };
  }
}
