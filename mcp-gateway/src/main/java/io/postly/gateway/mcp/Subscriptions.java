package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers {@code subscriptions/listen}. No list of the gateway changes while it runs, and it does
 * not hear of what changes in the services, so of all that a client may wish to be told it agrees
 * to nothing, and says so. The stream stays open until the client closes it or the token expires: a
 * client that listens to every server meets no error here.
 */
@Singleton
class Subscriptions {

  private static final String ID = ModernHeaders.META_PREFIX + "subscriptionId";
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
  private static final int MOST_PER_PERSON = 16;

  private final Vertx vertx;
  private final InstantSource clock = Clock.systemUTC();
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  Subscriptions(Vertx vertx) {
    this.vertx = vertx;
  }

  void listen(RoutingContext request, McpRequest message, ModernResponse response)
      throws InvalidMessageException {
    message.objectOrEmpty("notifications");
    AccessToken token = AccessToken.of(request);
    if (open.merge(token.subject(), 1, Integer::sum) > MOST_PER_PERSON) {
      leave(token.subject());
      throw message.invalid("At most " + MOST_PER_PERSON + " subscriptions can be open at a time");
    }
    AtomicBoolean isOpen = new AtomicBoolean(true);
    long keepAlive = vertx.setPeriodic(KEEP_ALIVE.toMillis(), ignored -> response.keepAlive());
    long end =
        vertx.setTimer(
            Math.max(1, Duration.between(clock.instant(), token.expiresAt()).toMillis()),
            ignored -> response.complete(tagged(new JsonObject(), message)));
    Runnable close =
        () -> {
          if (isOpen.getAndSet(false)) {
            vertx.cancelTimer(keepAlive);
            vertx.cancelTimer(end);
            leave(token.subject());
          }
        };
    request.addEndHandler(ignored -> close.run());
    if (request.response().closed()) {
      close.run();
      return;
    }
    response.tell(
        new JsonObject()
            .put("method", "notifications/subscriptions/acknowledged")
            .put(
                "params",
                tagged(new JsonObject().put("notifications", new JsonObject()), message)));
  }

  private void leave(String person) {
    open.computeIfPresent(person, (key, count) -> count > 1 ? count - 1 : null);
  }

  private static JsonObject tagged(JsonObject json, McpRequest message) {
    return json.put("_meta", new JsonObject().put(ID, message.id()));
  }
}
