package io.postly.scheduling.network.bluesky;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.FakeReceiver.Behaviour;
import io.postly.action.fixture.FakeReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server of the AT Protocol that answers each method as told, with what a real one was heard to
 * answer or worse, and records what it was asked.
 */
final class FakeServer implements AutoCloseable {

  static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  static final String CREATE_SESSION = "com.atproto.server.createSession";
  static final String REFRESH_SESSION = "com.atproto.server.refreshSession";
  static final String CREATE_RECORD = "com.atproto.repo.createRecord";
  static final String GET_RECORD = "com.atproto.repo.getRecord";
  static final String DELETE_RECORD = "com.atproto.repo.deleteRecord";
  static final String REPO_STATUS = "com.atproto.sync.getRepoStatus";
  static final String RESOLVE_HANDLE = "com.atproto.identity.resolveHandle";
  static final String UPLOAD_BLOB = "com.atproto.repo.uploadBlob";
  static final String GET_POSTS = "app.bsky.feed.getPosts";

  private final Map<String, Deque<Behaviour>> behaviours = new ConcurrentHashMap<>();
  private final FakeReceiver receiver = FakeReceiver.answering(this::next);

  /** How a method answers, one call after the other; the last answer again and again. */
  FakeServer on(String method, Behaviour... answers) {
    behaviours.put(method, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  private synchronized Behaviour next(Received request) {
    Deque<Behaviour> answers = behaviours.get(method(request));
    if (answers == null) {
      return error(501, "MethodNotImplemented");
    }
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }

  /** The calls of a method so far. */
  List<Received> calls(String method) {
    return receiver.received().stream().filter(call -> method(call).equals(method)).toList();
  }

  List<Received> calls() {
    return receiver.received();
  }

  private static String method(Received request) {
    String target = request.requestLine().split(" ", -1)[1];
    return target.substring("/xrpc/".length()).split("\\?", -1)[0];
  }

  String url() {
    return receiver.url("");
  }

  /** An error in the protocol's form. */
  static Behaviour error(int status, String name) {
    return FakeReceiver.body(
        status, "{\"error\":\"" + name + "\",\"message\":\"As the test wants it\"}");
  }

  /** A session whose access token is worth something until then. */
  static Behaviour session(String name, Instant expiry) {
    return FakeReceiver.body(200, sessionText(name, expiry, ""));
  }

  /** The same, kept at another server. */
  static Behaviour session(String name, Instant expiry, String server) {
    return FakeReceiver.body(
        200,
        sessionText(
            name,
            expiry,
            ",\"didDoc\":{\"id\":\"%s\",\"service\":[{\"id\":\"#atproto_pds\",\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"%s\"}]}"
                .formatted(DID, server)));
  }

  static String sessionText(String name, Instant expiry, String more) {
    return "{\"did\":\"%s\",\"handle\":\"alice.example.com\",\"accessJwt\":\"%s\",\"refreshJwt\":\"%s\",\"active\":true%s}"
        .formatted(DID, accessToken(name, expiry), refreshToken(name), more);
  }

  static String accessToken(String name, Instant expiry) {
    String claims = "{\"jti\":\"%s\",\"exp\":%d}".formatted(name, expiry.getEpochSecond());
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  static String refreshToken(String name) {
    return "refresh-" + name;
  }

  @Override
  public void close() {
    receiver.close();
  }
}
