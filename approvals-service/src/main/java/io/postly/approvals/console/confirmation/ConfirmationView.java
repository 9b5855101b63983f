package io.postly.approvals.console.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.approvals.console.Frame;
import io.postly.approvals.console.Moment;
import io.postly.approvals.console.api.Confirmation;
import io.quarkus.qute.TemplateData;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A confirmation as the page shows it.
 *
 * @param confirmation what is asked for
 * @param requested when the assistant asked
 * @param expires until when the person can answer
 * @param remaining how long that is, in words
 * @param times when what would go out where
 */
@TemplateData
public record ConfirmationView(
    Confirmation confirmation,
    Moment requested,
    Moment expires,
    String remaining,
    List<GoingOut> times) {

  /**
   * Actions of which no times are listed: what stands on a network already, and texts that are
   * shown with their times.
   */
  private static final Set<String> WITHOUT_TIMES =
      Set.of("delete_post", "update_post", "plan_posts", "reorder_queue", "resume_queue");

  /** What would go out on a channel, or on several of them, and when. */
  @TemplateData
  public record GoingOut(String channel, String network, Moment due) {}

  /** Copies the list. */
  public ConfirmationView {
    times = List.copyOf(times);
  }

  static ConfirmationView of(Confirmation confirmation, ZoneId zone, Instant now) {
    return new ConfirmationView(
        confirmation,
        new Moment(confirmation.requestedAt(), zone),
        new Moment(confirmation.expiresAt(), zone),
        words(Duration.between(now, confirmation.expiresAt())),
        times(confirmation, zone));
  }

  /** Where its pictures are, up to their names. */
  public String pictures(Frame frame) {
    return frame.confirmation(confirmation.id()) + "/pictures/";
  }

  /** What the action would answer, for whoever wants to see all of it. */
  public String everything() {
    return confirmation.preview() == null ? "" : confirmation.preview().toPrettyString();
  }

  /** Minutes rounded down, so that nobody is promised more than there is. */
  static String words(Duration remaining) {
    long minutes = remaining.toMinutes();
    if (remaining.isNegative() || remaining.isZero()) {
      return "now";
    }
    if (minutes < 1) {
      return "in less than a minute";
    }
    if (minutes == 1) {
      return "in 1 minute";
    }
    return "in " + minutes + " minutes";
  }

  /** What its texts are headed by. */
  public String contentHeading() {
    return switch (confirmation.actionName()) {
      case "delete_post" -> "What would be deleted";
      case "update_post" -> "What stands, and what would stand";
      default -> "What would be seen";
    };
  }

  private static List<GoingOut> times(Confirmation confirmation, ZoneId zone) {
    JsonNode preview = confirmation.preview();
    if (preview == null || WITHOUT_TIMES.contains(confirmation.actionName())) {
      return List.of();
    }
    List<JsonNode> posts = posts(preview);
    if (preview.has("series")) {
      return timesOfSeries(preview.path("series"), posts, zone);
    }
    return posts.stream().flatMap(post -> goingOut(post, zone)).toList();
  }

  /** The answer has the posts of the first time only. */
  private static List<GoingOut> timesOfSeries(JsonNode series, List<JsonNode> posts, ZoneId zone) {
    String channels =
        posts.stream()
            .map(post -> post.path("channel_name").asText())
            .collect(Collectors.joining(", "));
    List<GoingOut> times = new ArrayList<>();
    series
        .path("due_at_local")
        .forEach(
            local ->
                instant(local.asText())
                    .ifPresent(
                        due -> times.add(new GoingOut(channels, "", new Moment(due, zone)))));
    return times;
  }

  /** An action on posts answers with one, or with a list of them. */
  private static List<JsonNode> posts(JsonNode preview) {
    List<JsonNode> posts = new ArrayList<>();
    preview.path("publications").forEach(posts::add);
    if (preview.has("publication")) {
      posts.add(preview.path("publication"));
    }
    return posts;
  }

  private static Stream<GoingOut> goingOut(JsonNode post, ZoneId zone) {
    return instant(post.path("due_at").asText()).stream()
        .map(
            due ->
                new GoingOut(
                    post.path("channel_name").asText(),
                    post.path("network").asText(),
                    new Moment(due, zone)));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
