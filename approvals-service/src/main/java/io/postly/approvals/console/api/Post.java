package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
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
    Person requestedBy,
    String requestedThrough) {

  private static final Set<String> MOVABLE = Set.of("awaiting_approval", "planned", "on_hold");
  private static final Set<String> AHEAD =
      Set.of("awaiting_approval", "planned", "on_hold", "claimed", "publishing");
  private static final Set<String> WRONG = Set.of("failed", "unconfirmed", "missed", "on_hold");

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
    return WRONG.contains(state);
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
    return url != null && url.startsWith("https://") ? url : null;
  }
}
