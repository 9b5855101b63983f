package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
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
class WebhookSenderTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.2");
  // Long enough for a busy machine: only a receiver that never answers is waited for to the end.
  private static final WebhookSender.Timeouts TIMEOUTS =
      new WebhookSender.Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final WebhookSender.Timeouts IMPATIENT =
      new WebhookSender.Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(2));

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
      Delivery delivery = send(receiver, "/hooks?a=b");

      assertEquals(new Delivery.Delivered(NOW, Optional.empty()), delivery);
      FakeReceiver.Received request = receiver.received().getFirst();
      assertEquals("POST /hooks?a=b HTTP/1.1", request.requestLine());
      assertEquals("receiver.test:" + receiver.port(), request.headers().get("host"));
      assertEquals("id-1", request.headers().get("webhook-id"));
      assertEquals("{\"héllo\":1}", request.body());
      assertEquals(1, receiver.received().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 429})
  void shouldBeCertainThatARefusalDeliveredNothing(int status) {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(status))) {
      assertEquals(new Delivery.NotDelivered("http_" + status), send(receiver, "/"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void shouldNotKnowWhatAFailingReceiverDid(int status) {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(status))) {
      assertEquals(new Delivery.Unknown("http_" + status), send(receiver, "/"));
      assertEquals(1, receiver.received().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void shouldNotFollowARedirectThatMayFollowAcceptance(int status) {
    try (FakeReceiver other = FakeReceiver.plain(FakeReceiver.status(200));
        FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.redirect(status, other.url("/")))) {
      assertEquals(new Delivery.Unknown("http_" + status), send(receiver, "/"));
      assertEquals(0, other.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void shouldNotFollowARedirectThatAsksForARepetition(int status) {
    try (FakeReceiver other = FakeReceiver.plain(FakeReceiver.status(200));
        FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.redirect(status, other.url("/")))) {
      assertEquals(new Delivery.NotDelivered("http_" + status), send(receiver, "/"));
      assertEquals(0, other.connections());
    }
  }

  @Test
  void shouldNotKnowWhatBecameOfARequestWhenTheConnectionIsReset() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.reset())) {
      assertEquals(new Delivery.Unknown("connection_lost"), send(receiver, "/"));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatBecameOfARequestWhenTheConnectionIsClosed() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.hangUp())) {
      assertEquals(new Delivery.Unknown("connection_lost"), send(receiver, "/"));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatASilentReceiverDid() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.silence())) {
      assertEquals(
          new Delivery.Unknown("timeout"),
          sender(allowing(LOOPBACK), new HttpClientOptions(), IMPATIENT)
              .deliver(request("http://receiver.test:" + receiver.port() + "/")));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldNotKnowWhatAnAnswerMeansThatIsNotHttp() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.gibberish())) {
      assertInstanceOf(Delivery.Unknown.class, send(receiver, "/"));
    }
  }

  @Test
  void shouldPassOnWhatTheReceiverAnswered() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(429, "Retry-After: 120"))) {
      WebhookAnswer answer =
          sender(_ -> new InetAddress[] {LOOPBACK})
              .exchange(request("http://receiver.test:" + receiver.port() + "/"));

      assertEquals(new WebhookAnswer.Answered(429, Optional.of(Duration.ofMinutes(2))), answer);
    }
  }

  @Test
  void shouldBeCertainWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }

    Delivery delivery =
        sender(_ -> new InetAddress[] {LOOPBACK})
            .deliver(request("http://receiver.test:" + port + "/"));

    assertEquals(new Delivery.NotDelivered("connection_refused"), delivery);
  }

  @Test
  void shouldTryTheNextAddressWhenOneDoesNotConnect() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      WebhookSender sender = sender(_ -> new InetAddress[] {NOBODY, LOOPBACK});

      Delivery delivery = sender.deliver(request("http://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(Delivery.Delivered.class, delivery);
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldBeCertainWhenTheNameIsUnknown() {
    WebhookSender sender =
        sender(
            host -> {
              throw new UnknownHostException(host);
            });

    assertEquals(
        new Delivery.NotDelivered("unknown_host"),
        sender.deliver(request("http://receiver.test/")));
  }

  @Test
  void shouldNotConnectToAClosedAddress() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {LOOPBACK}, false);
      WebhookSender sender = sender(guard, new HttpClientOptions());

      Delivery delivery = sender.deliver(request("http://receiver.test:" + receiver.port() + "/"));

      assertEquals(new Delivery.NotDelivered("address_not_allowed"), delivery);
      assertEquals(0, receiver.connections());
    }
  }

  @Test
  void shouldResolveOnceAndConnectToWhatWasChecked() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      AtomicInteger lookups = new AtomicInteger();
      WebhookSender sender =
          sender(_ -> new InetAddress[] {lookups.incrementAndGet() == 1 ? LOOPBACK : NOBODY});

      Delivery delivery = sender.deliver(request("http://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(Delivery.Delivered.class, delivery);
      assertEquals(1, lookups.get());
    }
  }

  @Test
  void shouldBeCertainWhenTheReceiverSpeaksNoTls() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.gibberish())) {
      Delivery delivery =
          sender(_ -> new InetAddress[] {LOOPBACK})
              .deliver(request("https://receiver.test:" + receiver.port() + "/"));

      assertInstanceOf(Delivery.NotDelivered.class, delivery);
      assertTrue(receiver.received().isEmpty());
    }
  }

  @Test
  void shouldCheckTheCertificateForTheNameAndNotTheAddress() throws Exception {
    Path keyStore = keyStore("receiver.test");
    try (FakeReceiver receiver = encrypted(keyStore, FakeReceiver.status(200))) {
      WebhookSender sender = sender(allowing(LOOPBACK), trusting(keyStore));

      Delivery right = sender.deliver(request("https://receiver.test:" + receiver.port() + "/"));
      Delivery wrong = sender.deliver(request("https://another.test:" + receiver.port() + "/"));

      assertInstanceOf(Delivery.Delivered.class, right);
      assertEquals(new Delivery.NotDelivered("tls_failed"), wrong);
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void shouldBeCertainWhenTheCertificateIsNotTrusted() throws Exception {
    try (FakeReceiver receiver = encrypted(keyStore("receiver.test"), FakeReceiver.status(200))) {
      Delivery delivery =
          sender(_ -> new InetAddress[] {LOOPBACK})
              .deliver(request("https://receiver.test:" + receiver.port() + "/"));

      assertEquals(new Delivery.NotDelivered("tls_failed"), delivery);
      assertTrue(receiver.received().isEmpty());
    }
  }

  private static Delivery send(FakeReceiver receiver, String path) {
    return sender(_ -> new InetAddress[] {LOOPBACK})
        .deliver(request("http://receiver.test:" + receiver.port() + path));
  }

  private static WebhookRequest request(String url) {
    return new WebhookRequest(
        WebhookAddress.parse(url),
        Map.of("content-type", "application/json", "webhook-id", "id-1"),
        "{\"héllo\":1}",
        Instant.MAX);
  }

  private static WebhookSender sender(AddressGuard.Resolver resolver) {
    return sender(new AddressGuard(resolver, true), new HttpClientOptions());
  }

  private static WebhookSender sender(AddressGuard guard, HttpClientOptions options) {
    return sender(guard, options, TIMEOUTS);
  }

  private static WebhookSender sender(
      AddressGuard guard, HttpClientOptions options, WebhookSender.Timeouts timeouts) {
    return new WebhookSender(vertx, options, guard, timeouts, Clock.fixed(NOW, ZoneOffset.UTC));
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
    return new FakeReceiver(
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
