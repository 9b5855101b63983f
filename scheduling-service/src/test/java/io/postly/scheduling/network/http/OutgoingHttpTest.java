package io.postly.scheduling.network.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.network.FakeReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which sending can end, against receivers on bare sockets: what is certain, and what
 * is not.
 */
class OutgoingHttpTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.2");
  // Long enough for a busy machine: only a receiver that never answers is waited for to the end.
  private static final OutgoingHttp.Timeouts TIMEOUTS =
      new OutgoingHttp.Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final OutgoingHttp.Timeouts IMPATIENT =
      new OutgoingHttp.Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(2));

  private static final OutgoingHttp.Timeouts SOON_DISCOURAGED =
      new OutgoingHttp.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20));

  private static Vertx vertx;

  @TempDir static Path directory;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldDeliverOnceAndSayWhen() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(202))) {
      HttpAnswer answer = send(receiver, "/hooks?a=b");

      assertEquals(202, ((HttpAnswer.Answered) answer).status());
      FakeReceiver.Received request = receiver.received().getFirst();
      assertEquals("POST /hooks?a=b HTTP/1.1", request.requestLine());
      assertEquals("receiver.test:" + receiver.port(), request.headers().get("host"));
      assertEquals("id-1", request.headers().get("webhook-id"));
      assertEquals("{\"héllo\":1}", request.body());
      assertEquals(1, receiver.received().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 429, 500, 502, 503, 504})
  void shouldTellTheStatusAndSendOnce(int status) {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(status))) {
      assertEquals(status, status(send(receiver, "/")));
      assertEquals(1, receiver.received().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void shouldNotFollowARedirect(int status) {
    try (FakeReceiver other = FakeReceiver.plain(FakeReceiver.status(200));
        FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.redirect(status, other.url("/")))) {
      assertEquals(status, status(send(receiver, "/")));
      assertEquals(0, other.connections());
    }
  }

  @Test
  void shouldReadABodyWithinItsBound() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.body(200, "{\"wörd\":1}"))) {
      assertEquals("{\"wörd\":1}", answered(reading(receiver, 11)).text());
    }
  }

  @Test
  void shouldMissNoneOfAnAnswerThatComesAtOnce() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.body(200, "{}"))) {
      for (int i = 0; i < 200; i++) {
        assertEquals("{}", answered(reading(receiver, 2)).text());
      }
    }
  }

  @Test
  void shouldNotReadABodyBeyondItsBound() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.body(200, "{\"wörd\":1}"))) {
      HttpAnswer.Answered answer = answered(reading(receiver, 10));

      assertEquals(200, answer.status());
      assertEquals(Optional.empty(), answer.body());
    }
  }

  @Test
  void shouldNotTakeABodyForWholeThatBreaksOff() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.brokenBody(200, "{\"word\":1}"))) {
      HttpAnswer.Answered answer = answered(reading(receiver, 1000));

      assertEquals(200, answer.status());
      assertEquals(Optional.empty(), answer.body());
    }
  }

  @Test
  void shouldNotKnowWhatBecameOfARequestWhenTheConnectionIsReset() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.reset())) {
      assertEquals(new HttpAnswer.NoAnswer("connection_lost"), send(receiver, "/"));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatBecameOfARequestWhenTheConnectionIsClosed() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.hangUp())) {
      assertEquals(new HttpAnswer.NoAnswer("connection_lost"), send(receiver, "/"));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatASilentReceiverDid() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.silence())) {
      assertEquals(
          new HttpAnswer.NoAnswer("timeout"),
          sender(allowing(LOOPBACK), new HttpClientOptions(), IMPATIENT)
              .exchange(request("http://receiver.test:" + receiver.port() + "/")));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatAnAnswerMeansThatIsNotHttp() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.gibberish())) {
      assertInstanceOf(HttpAnswer.NoAnswer.class, send(receiver, "/"));
    }
  }

  @Test
  void shouldPassOnWhatTheReceiverAnswered() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(429, "Retry-After: 120"))) {
      HttpAnswer answer =
          sender(_ -> new InetAddress[] {LOOPBACK})
              .exchange(request("http://receiver.test:" + receiver.port() + "/"));

      assertEquals(Optional.of(Duration.ofMinutes(2)), answered(answer).retryAfter());
      assertEquals("120", answered(answer).headers().get("retry-after"));
    }
  }

  @Test
  void shouldBeCertainWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }

    HttpAnswer answer =
        sender(_ -> new InetAddress[] {LOOPBACK})
            .exchange(request("http://receiver.test:" + port + "/"));

    assertEquals(new HttpAnswer.NotSent("connection_refused"), answer);
  }

  @Test
  void shouldTryTheNextAddressWhenOneDoesNotConnect() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      OutgoingHttp http = sender(_ -> new InetAddress[] {NOBODY, LOOPBACK});

      HttpAnswer answer = http.exchange(request("http://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(HttpAnswer.Answered.class, answer);
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldBeCertainWhenTheNameIsUnknown() {
    OutgoingHttp http =
        sender(
            host -> {
              throw new UnknownHostException(host);
            });

    assertEquals(
        new HttpAnswer.NotSent("unknown_host"), http.exchange(request("http://receiver.test/")));
  }

  @Test
  void shouldNotConnectToAClosedAddress() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {LOOPBACK}, false);
      OutgoingHttp http = sender(guard, new HttpClientOptions());

      HttpAnswer answer = http.exchange(request("http://receiver.test:" + receiver.port() + "/"));

      assertEquals(new HttpAnswer.NotSent("address_not_allowed"), answer);
      assertEquals(0, receiver.connections());
    }
  }

  @Test
  void shouldResolveOnceAndConnectToWhatWasChecked() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      AtomicInteger lookups = new AtomicInteger();
      OutgoingHttp http =
          sender(_ -> new InetAddress[] {lookups.incrementAndGet() == 1 ? LOOPBACK : NOBODY});

      HttpAnswer answer = http.exchange(request("http://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(HttpAnswer.Answered.class, answer);
      assertEquals(1, lookups.get());
    }
  }

  @Test
  void shouldBeCertainWhenTheReceiverSpeaksNoTls() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.gibberish())) {
      HttpAnswer answer =
          sender(allowing(LOOPBACK), new HttpClientOptions(), SOON_DISCOURAGED)
              .exchange(request("https://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(HttpAnswer.NotSent.class, answer);
      assertTrue(receiver.received().isEmpty());
    }
  }

  @Test
  void shouldCheckTheCertificateForTheNameAndNotTheAddress() throws Exception {
    Path keyStore = keyStore("receiver.test");
    try (FakeReceiver receiver = encrypted(keyStore, FakeReceiver.status(200))) {
      OutgoingHttp http = sender(allowing(LOOPBACK), trusting(keyStore));

      HttpAnswer right = http.exchange(request("https://receiver.test:" + receiver.port() + "/"));
      HttpAnswer wrong = http.exchange(request("https://another.test:" + receiver.port() + "/"));

      assertInstanceOf(HttpAnswer.Answered.class, right);
      assertEquals(new HttpAnswer.NotSent("tls_failed"), wrong);
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldBeCertainWhenTheCertificateIsNotTrusted() throws Exception {
    try (FakeReceiver receiver = encrypted(keyStore("receiver.test"), FakeReceiver.status(200))) {
      HttpAnswer answer =
          sender(_ -> new InetAddress[] {LOOPBACK})
              .exchange(request("https://receiver.test:" + receiver.port() + "/"));

      assertEquals(new HttpAnswer.NotSent("tls_failed"), answer);
      assertTrue(receiver.received().isEmpty());
    }
  }

  private static HttpAnswer send(FakeReceiver receiver, String path) {
    return sender(_ -> new InetAddress[] {LOOPBACK})
        .exchange(request("http://receiver.test:" + receiver.port() + path));
  }

  private static OutgoingRequest request(String url) {
    return request(url, 0);
  }

  private static OutgoingRequest request(String url, int maxAnswerBytes) {
    return new OutgoingRequest(
        HttpMethod.POST,
        HttpAddress.parse(url),
        Map.of("content-type", "application/json", "webhook-id", "id-1"),
        Optional.of(Buffer.buffer("{\"héllo\":1}")),
        Instant.MAX,
        maxAnswerBytes);
  }

  private static HttpAnswer reading(FakeReceiver receiver, int maxAnswerBytes) {
    return sender(_ -> new InetAddress[] {LOOPBACK})
        .exchange(request("http://receiver.test:" + receiver.port() + "/", maxAnswerBytes));
  }

  private static int status(HttpAnswer answer) {
    return answered(answer).status();
  }

  private static HttpAnswer.Answered answered(HttpAnswer answer) {
    return assertInstanceOf(HttpAnswer.Answered.class, answer);
  }

  private static OutgoingHttp sender(AddressGuard.Resolver resolver) {
    return sender(new AddressGuard(resolver, true), new HttpClientOptions());
  }

  private static OutgoingHttp sender(AddressGuard guard, HttpClientOptions options) {
    return sender(guard, options, TIMEOUTS);
  }

  private static OutgoingHttp sender(
      AddressGuard guard, HttpClientOptions options, OutgoingHttp.Timeouts timeouts) {
    return new OutgoingHttp(vertx, options, guard, timeouts, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static AddressGuard allowing(InetAddress address) {
    return new AddressGuard(_ -> new InetAddress[] {address}, true);
  }

  private static HttpClientOptions trusting(Path keyStore) {
    return new HttpClientOptions()
        .setTrustOptions(new PfxOptions().setPath(keyStore.toString()).setPassword("password"));
  }

  private static FakeReceiver encrypted(Path keyStore, FakeReceiver.Behaviour behaviour)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        KeyStore.getInstance(keyStore.toFile(), "password".toCharArray()),
        "password".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return FakeReceiver.on(
        context.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK), behaviour);
  }

  private static Path keyStore(String host) throws Exception {
    Path file = directory.resolve(host + ".p12");
    if (!Files.exists(file)) {
      int exit =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  "password",
                  "-alias",
                  "receiver",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + host,
                  "-ext",
                  "san=dns:" + host,
                  "-ext",
                  "bc:c=ca:true")
              .inheritIO()
              .start()
              .waitFor();
      assertEquals(0, exit);
    }
    return file;
  }
}
