package io.postly.gateway.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postly.gateway.access.RequestContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Questions that clients of the older revisions have been asked in the middle of a call, until they
 * answer. They answer by a request of its own, which must reach the replica that asked; one that
 * does not is as good as none.
 */
@Singleton
class OpenQuestions {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long MOST_OPEN = 10_000;
  private static final int MOST_PER_PERSON = 32;

  private final Cache<String, Question> open =
      Caffeine.newBuilder().expireAfterWrite(PATIENCE).maximumSize(MOST_OPEN).build();

  private record Question(String person, CompletableFuture<JsonObject> answer) {}

  /**
   * Asks, and waits for all answers.
   *
   * @param requests the questions by their keys
   * @param client takes the messages
   * @return the answers by the same keys; fails if they do not come in time
   */
  Uni<JsonObject> ask(String person, JsonObject requests, Consumer<JsonObject> client) {
    if (count(person) + requests.size() > MOST_PER_PERSON) {
      return Uni.createFrom().failure(new IllegalStateException("Too many open questions"));
    }
    JsonObject answers = new JsonObject();
    Uni<JsonObject> all = Uni.createFrom().item(answers);
    for (Map.Entry<String, Object> request : requests) {
      CompletableFuture<JsonObject> answer = new CompletableFuture<>();
      String id = UUID.randomUUID().toString();
      open.put(id, new Question(person, answer));
      client.accept(((JsonObject) request.getValue()).copy().put("id", id));
      all =
          all.chain(
              answered ->
                  Uni.createFrom()
                      .completionStage(answer)
                      .map(value -> answered.put(request.getKey(), value)));
    }
    return all.ifNoItem().after(PATIENCE).fail().emitOn(RequestContext.current());
  }

  private long count(String person) {
    return open.asMap().values().stream()
        .filter(question -> question.person().equals(person))
        .count();
  }

  /**
   * Takes a response message. An error, and whatever is no object, is an answer without content.
   */
  void answer(String person, JsonObject message) {
    if (message.getValue("id") instanceof String id) {
      Question question = open.getIfPresent(id);
      if (question != null && question.person().equals(person)) {
        open.invalidate(id);
        question
            .answer()
            .complete(
                message.getValue("result") instanceof JsonObject result
                    ? result
                    : new JsonObject());
      }
    }
  }
}
