package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Posts in two steps: what is made first nobody sees, so that whatever becomes of that, nothing was
 * published. Only the second step can have an outcome that is lost.
 */
@ApplicationScoped
class ThreadsPublishing {

  private static final Pattern ID = Pattern.compile("[0-9]{1,25}");
  private static final int LONGEST_URL = 2000;

  private final ThreadsApi api;
  private final ThreadsContainers containers;
  private final Clock clock;

  ThreadsPublishing(ThreadsApi api, ThreadsContainers containers, Clock clock) {
    this.api = api;
    this.containers = containers;
    this.clock = clock;
  }

  Delivery publish(ThreadsCredentials account, Post post, Instant sendBefore)
      throws NotUploadedException {
    String container = containers.make(account, post, sendBefore);
    return published(account, api.publish(account, container, sendBefore));
  }

  private Delivery published(ThreadsCredentials account, HttpAnswer answer) {
    return HttpVerdict.of(
        answer,
        accepted ->
            id(api.json(accepted))
                .map(id -> delivered(account, id))
                .orElseGet(ThreadsPublishing::unreadable),
        this::refusal);
  }

  /** The post stands; where it can be seen is asked for besides. */
  private Delivery delivered(ThreadsCredentials account, String id) {
    Instant at = clock.instant();
    Optional<String> url =
        api.read(account, id) instanceof HttpAnswer.Answered answered && answered.isAccepted()
            ? url(api.json(answered))
            : Optional.empty();
    return new Delivery.Delivered(at, url, Optional.of(id));
  }

  private Delivery refusal(HttpAnswer.Answered refused) {
    return ThreadsError.of(api.json(refused)).verdict(refused);
  }

  private static Delivery unreadable() {
    return new Delivery.Unknown(Delivery.ANSWER_UNREADABLE);
  }

  /** What Threads calls one of its objects, if it can stand in a path. */
  static Optional<String> id(JsonNode json) {
    return Optional.of(json.path("id").asText()).filter(id -> ID.matcher(id).matches());
  }

  /** Where people see a post: they follow it, so it must be what it should be. */
  static Optional<String> url(JsonNode json) {
    String permalink = json.path("permalink").asText();
    try {
      return HttpAddress.parse(permalink).isEncrypted() && permalink.length() <= LONGEST_URL
          ? Optional.of(permalink)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
