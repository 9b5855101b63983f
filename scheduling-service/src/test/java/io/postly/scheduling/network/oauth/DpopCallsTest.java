package io.postly.scheduling.network.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.FakeReceiver.Behaviour;
import io.postly.action.fixture.FakeReceiver.Received;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nonces that servers want in proofs. */
class DpopCallsTest {

  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.systemUTC());

  private final Deque<Behaviour> answers = new ArrayDeque<>();
  private final FakeReceiver server = FakeReceiver.answering(_ -> answers.removeFirst());
  private final DpopCalls calls = new DpopCalls(LOOPBACK.patient(), Clock.systemUTC());
  private final DpopKey key = DpopKey.generate();

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  /** As an authorization server asks for a nonce (RFC 9449, 8), and as a resource server does. */
  static List<Behaviour> questions() {
    return List.of(
        FakeReceiver.body(400, "DPoP-Nonce: second", "{\"error\":\"use_dpop_nonce\"}"),
        FakeReceiver.status(
            401, "DPoP-Nonce: second\r\nWWW-Authenticate: DPoP error=\"use_dpop_nonce\""));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void shouldSendOnceAgainWithTheNonceThatIsWanted(Behaviour question) throws Exception {
    answers.add(FakeReceiver.status(200, "DPoP-Nonce: first"));
    answers.add(question);
    answers.add(FakeReceiver.status(201, "DPoP-Nonce: third"));

    assertEquals(200, status(calls.exchange(request(), key)));
    assertEquals(201, status(calls.exchange(request().body("text"), key)));

    assertEquals(List.of("none", "first", "second"), nonces());
    assertEquals("\"text\"", server.received().getLast().body());
    assertTrue(calls.isKnown(server.url("")));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void shouldNotAskForEver(Behaviour question) throws Exception {
    answers.add(question);
    answers.add(question);

    HttpAnswer answer = calls.exchange(request(), key);

    assertTrue(calls.wantsNonce(answer));
    assertEquals(List.of("none", "second"), nonces());
  }

  @Test
  void shouldMakeTheRequestAnewForEachAttempt() {
    answers.add(FakeReceiver.body(400, "DPoP-Nonce: one", "{\"error\":\"use_dpop_nonce\"}"));
    answers.add(FakeReceiver.status(200));
    Iterator<String> texts = List.of("first", "second").iterator();

    calls.exchange(() -> request().body(texts.next()), key);

    assertEquals(
        List.of("\"first\"", "\"second\""),
        server.received().stream().map(Received::body).toList());
  }

  /** Hosts have no capitals, though servers may write them so. */
  @Test
  void shouldKnowAServerHoweverItIsWritten() {
    answers.add(FakeReceiver.status(200, "DPoP-Nonce: one"));
    HttpAddress address = HttpAddress.parse("http://LOCALHOST:" + server.port() + "/token");

    calls.exchange(JsonRequest.of(HttpMethod.POST, address), key);

    assertTrue(calls.isKnown(address.origin()));
  }

  @Test
  void shouldNotSendAgainWhereThereIsNoNonceOrAnotherError() throws Exception {
    answers.add(FakeReceiver.body(400, "{\"error\":\"use_dpop_nonce\"}"));
    answers.add(FakeReceiver.body(400, "DPoP-Nonce: one", "{\"error\":\"invalid_grant\"}"));
    answers.add(FakeReceiver.hangUp());

    assertTrue(calls.wantsNonce(calls.exchange(request(), key)));
    assertFalse(calls.wantsNonce(calls.exchange(request(), key)));
    assertInstanceOf(HttpAnswer.NoAnswer.class, calls.exchange(request(), key));

    assertEquals(List.of("none", "none", "one"), nonces());
  }

  @Test
  void shouldKeepNoncesOfServersApart() throws Exception {
    answers.add(FakeReceiver.status(200, "DPoP-Nonce: one"));
    answers.add(FakeReceiver.status(200));
    calls.exchange(request(), key);

    JsonRequest elsewhere =
        JsonRequest.of(
            HttpMethod.GET, HttpAddress.parse("http://localhost:" + server.port() + "/token"));
    calls.exchange(elsewhere, key);

    assertEquals(List.of("none", "none"), nonces());
  }

  @Test
  void shouldSendTheTokenWithAProofThatNamesIt() throws Exception {
    answers.add(FakeReceiver.status(200));

    calls.exchange(request(), key, "the-token");

    Received received = server.received().getFirst();
    assertEquals("DPoP the-token", received.headers().get("authorization"));
    assertTrue(claims(received).hasClaim("ath"));
  }

  private JsonRequest request() {
    return JsonRequest.of(HttpMethod.POST, HttpAddress.parse(server.url("/token?x=y")));
  }

  private static int status(HttpAnswer answer) {
    return assertInstanceOf(HttpAnswer.Answered.class, answer).status();
  }

  private List<String> nonces() throws Exception {
    List<String> nonces = new ArrayList<>();
    for (Received received : server.received()) {
      JwtClaims claims = claims(received);
      nonces.add(claims.hasClaim("nonce") ? claims.getStringClaimValue("nonce") : "none");
    }
    return nonces;
  }

  private static JwtClaims claims(Received received) throws Exception {
    JsonWebSignature proof = new JsonWebSignature();
    proof.setCompactSerialization(received.headers().get("dpop"));
    return JwtClaims.parse(proof.getUnverifiedPayload());
  }
}
