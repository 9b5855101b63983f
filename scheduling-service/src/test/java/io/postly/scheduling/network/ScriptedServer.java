package io.postly.scheduling.network;

import io.postly.action.fixture.FakeReceiver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network's server that answers each request as it was told to, records it, and knows nothing
 * else.
 */
public final class ScriptedServer implements AutoCloseable {

  private final Map<String, FakeReceiver.Behaviour> script = new ConcurrentHashMap<>();
  private final FakeReceiver receiver = FakeReceiver.answering(this::next);

  /**
   * Says what to answer from now on.
   *
   * @param request method and target, as in {@code GET /path?query}
   */
  public ScriptedServer on(String request, FakeReceiver.Behaviour behaviour) {
    script.put(request, behaviour);
    return this;
  }

  /** Answers a request with 200 and that JSON from now on. */
  public ScriptedServer on(String request, String json) {
    return on(request, FakeReceiver.body(200, json));
  }

  /** The requests as they came. */
  public List<FakeReceiver.Received> received() {
    return receiver.received();
  }

  /** Method and target of each request. */
  public List<String> requests() {
    return received().stream().map(ScriptedServer::request).toList();
  }

  /** The latest request. */
  public FakeReceiver.Received latest() {
    return received().getLast();
  }

  public String origin() {
    return receiver.url("");
  }

  public String host() {
    return "127.0.0.1:" + receiver.port();
  }

  @Override
  public void close() {
    receiver.close();
  }

  private static String request(FakeReceiver.Received received) {
    return received.requestLine().replace(" HTTP/1.1", "");
  }

  private FakeReceiver.Behaviour next(FakeReceiver.Received received) {
    return script.getOrDefault(
        request(received), FakeReceiver.body(404, "{\"error\":\"Not Found\"}"));
  }
}
