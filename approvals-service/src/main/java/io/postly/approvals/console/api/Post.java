package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One draft going out on one channel at one time. */
@TemplateData
@RegisterForReflection
public record Post(
    UUID id,
    UUID draftId,
    String title,
    int revision,
    UUID channelId,
    String channelName,
    String network,
    String state,
    String reason,
    Instant dueAt,
    Instant publishedAt,
    String url,
    List<Part> thread,
    Person requestedBy,
    String requestedThrough) {

  private static final Set<String> MOVABLE = Set.of("awaiting_approval", "planned", "on_hold");
  private static final Set<String> AHEAD =
      Set.of("awaiting_approval", "planned", "on_hold", "claimed", "publishing");
  private static final Set<String> WRONG = Set.of("failed", "unconfirmed", "missed", "on_hold");

  /** Takes a thread that is left out for none. */
  public Post {
    thread = thread == null ? List.of() : List.copyOf(thread);
  }

  /**
   * What follows it in its thread.
   *
   * @param part its number; the post itself is 1
   */
  @TemplateData
  @RegisterForReflection
  public record Part(int part, String state, String reason, Instant publishedAt, String url) {

    /** The reason of what is not sent because somebody has its post deleted. */
    private static final String ENDED_BY_A_PERSON = "post_deleted";

    /** Whether it holds what follows it until a person says how to go on. */
    public boolean isStopped() {
      return (state.equals("failed") && !ENDED_BY_A_PERSON.equals(reason)) || isUnconfirmed();
    }

    /** Whether somebody has to say what became of it. */
    public boolean isUnconfirmed() {
      return state.equals("unconfirmed");
    }

    /** Its address on its network, if a browser may be sent there. */
    public String link() {
      return safe(url);
    }
  }

  /** Whether it can still be moved or taken back. */
  public boolean isMovable() {
    return MOVABLE.contains(state);
  }

  /** Whether it is still to go out. */
  public boolean isAhead() {
    return AHEAD.contains(state);
  }

  /** Whether somebody should look at it. */
  public boolean isWrong() {
    return WRONG.contains(state) || stoppedAt() != null;
  }

  /** Whether somebody has to say what became of it. */
  public boolean isUnconfirmed() {
    return state.equals("unconfirmed");
  }

  /** Whether it stands on its network. */
  public boolean isPublished() {
    return state.equals("published");
  }

  /** What to call it. */
  public String heading() {
    return title == null || title.isBlank() ? "Untitled draft" : title;
  }

  /** The address on its network, if a browser may be sent there. */
  public String link() {
    return safe(url);
  }

  /** The part at which its thread has stopped, or null. */
  public Part stoppedAt() {
    return thread.stream().filter(Part::isStopped).findFirst().orElse(null);
  }

  private static String safe(String url) {
    return url != null && url.startsWith("https://") ? url : null;
  }
}
