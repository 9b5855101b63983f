package io.postly.gateway.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postly.gateway.access.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a client carries from one round of a call to the next. It is good for ten minutes, for one
 * person, one call with the same arguments, and, at each replica, once.
 */
@Singleton
class RequestState {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final long MOST_USED = 100_000;
  private static final String PURPOSE = "request state";
  private static final List<String> ROUND = List.of("_meta", "requestState", "inputResponses");

  private final Seals seals;
  private final InstantSource clock;
  private final Cache<String, Boolean> used =
      Caffeine.newBuilder().expireAfterWrite(LIFETIME).maximumSize(MOST_USED).build();

  @Inject
  RequestState(Seals seals) {
    this(seals, Clock.systemUTC());
  }

  RequestState(Seals seals, InstantSource clock) {
    this.seals = seals;
    this.clock = clock;
  }

  /** Whom and what a state is for. */
  record Binding(String person, McpRequest message) {

    /** Of everything but what changes from round to round; the order of members says nothing. */
    String digest() {
      JsonObject params = message.params().copy();
      ROUND.forEach(params::remove);
      JsonObject meant =
          new JsonObject().put("method", message.method()).put("params", sorted(params.getMap()));
      return Sha256.of(meant.encode());
    }

    private static Object sorted(Object value) {
      return switch (value) {
        case null -> null;
        case JsonObject object -> sorted(object.getMap());
        case JsonArray array -> sorted(array.getList());
        case Map<?, ?> members -> {
          Map<String, Object> sorted = new TreeMap<>();
          members.forEach((name, member) -> sorted.put(name.toString(), sorted(member)));
          yield new JsonObject(sorted);
        }
        case List<?> items -> {
          JsonArray sorted = new JsonArray();
          items.forEach(item -> sorted.add(sorted(item)));
          yield sorted;
        }
        default -> value;
      };
    }
  }

  String seal(JsonObject state, Binding binding) {
    return seals.seal(
        PURPOSE,
        new JsonObject()
            .put("person", binding.person())
            .put("call", binding.digest())
            .put("until", clock.instant().plus(LIFETIME).toEpochMilli())
            .put("id", UUID.randomUUID().toString())
            .put("state", state));
  }

  /** What was sealed; empty if it is not good, for whatever reason. */
  Optional<JsonObject> open(String text, Binding binding) {
    return seals
        .open(PURPOSE, text)
        .filter(content -> binding.person().equals(content.getValue("person")))
        .filter(content -> binding.digest().equals(content.getValue("call")))
        .filter(content -> clock.millis() < content.getLong("until"))
        .filter(content -> used.asMap().putIfAbsent(content.getString("id"), true) == null)
        .map(content -> content.getJsonObject("state"));
  }
}
