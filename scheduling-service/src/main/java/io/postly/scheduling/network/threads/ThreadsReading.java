package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks for a post among the profile's own since it was due, and reads how posts were taken. */
@ApplicationScoped
class ThreadsReading {

  /** How much earlier than ours the clock of Threads may be. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** As in 2026-12-01T10:00:30+0000. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private final ThreadsApi api;

  ThreadsReading(ThreadsApi api) {
    this.api = api;
  }

  Reading read(Post post, ThreadsCredentials account) {
    HttpAnswer answer = api.posts(account, post.dueAt().minus(CLOCKS_DIFFER));
    if (!(answer instanceof HttpAnswer.Answered answered) || !answered.isAccepted()) {
      return Reading.Unreadable.of(answer);
    }
    JsonNode json = api.json(answered);
    if (!json.path("data").isArray()) {
      return new Reading.Unreadable();
    }
    boolean isCertain = !json.path("paging").has("next");
    List<Reading.Found> found = new ArrayList<>();
    for (JsonNode one : json.path("data")) {
      Optional<Instant> at = instant(one.path("timestamp").asText());
      Optional<String> id = ThreadsPublishing.id(one);
      if (at.isEmpty() || id.isEmpty()) {
        return new Reading.Unreadable();
      }
      boolean hasText = one.path("text").asText().strip().equals(post.text().strip());
      if (hasText && mayHavePicturesOf(post, one)) {
        found.add(new Reading.Found(at.get(), ThreadsPublishing.url(one), id));
      } else if (hasText) {
        isCertain = false;
      }
    }
    found.sort(Comparator.comparing(Reading.Found::at));
    return new Reading.Lookalikes(found, isCertain);
  }

  /**
   * Of a post with pictures, one with another number of them is not it; nor does it prove anything,
   * since Threads may not tell all of them.
   */
  private static boolean mayHavePicturesOf(Post post, JsonNode one) {
    return post.pictures().isEmpty() || pictures(one) == post.pictures().size();
  }

  private static int pictures(JsonNode one) {
    return switch (one.path("media_type").asText()) {
      case "IMAGE" -> 1;
      case "CAROUSEL_ALBUM" -> one.path("children").path("data").size();
      default -> 0;
    };
  }

  EngagementReading engagement(String id, ThreadsCredentials account) {
    if (!(api.insights(account, id) instanceof HttpAnswer.Answered answered)) {
      return new EngagementReading.Untold();
    }
    JsonNode json = api.json(answered);
    if (answered.isAccepted()) {
      return json.path("data").isArray() && !json.path("data").isEmpty()
          ? counted(json.path("data"))
          : new EngagementReading.Untold();
    }
    return ThreadsError.of(json).isOfAMissingObject()
        ? new EngagementReading.Gone()
        : new EngagementReading.Untold(answered.retryAfter());
  }

  private static EngagementReading counted(JsonNode metrics) {
    Map<String, OptionalLong> counts = new HashMap<>();
    for (JsonNode metric : metrics) {
      JsonNode value = metric.path("values").path(0).path("value");
      if (value.canConvertToLong() && value.isIntegralNumber()) {
        counts.put(metric.path("name").asText(), OptionalLong.of(value.longValue()));
      }
    }
    return new EngagementReading.Counted(
        new Engagement(
            counts.getOrDefault("likes", OptionalLong.empty()),
            sum(
                counts.getOrDefault("reposts", OptionalLong.empty()),
                counts.getOrDefault("quotes", OptionalLong.empty())),
            counts.getOrDefault("replies", OptionalLong.empty()),
            counts.getOrDefault("views", OptionalLong.empty())));
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : OptionalLong.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIMESTAMP).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
