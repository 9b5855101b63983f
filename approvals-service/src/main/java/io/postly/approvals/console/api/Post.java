package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One draft going out on one channel at one time.
 *
 * @param networkSaid what its network said of what it refused, or null: a stranger's words
 */
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
    String networkSaid,
    Instant dueAt,
    Instant publishedAt,
    String url,
    List<Part> thread,
    Removal removal,
    Update update,
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
  public record Part(
      int part,
      String state,
      String reason,
      String networkSaid,
      Instant publishedAt,
      Instant removedAt,
      String url) {

    /** The reason of what is not sent because somebody has its post deleted. */
    private static final String ENDED_BY_A_PERSON = "post_deleted";

    /** The reasons of what Postly, or a person, has not found on the network. */
    private static final Set<String> MISSED = Set.of("not_on_network", "settled_as_not_published");

    /** The reason of what cannot be sent since it is not known what it would reply to. */
    private static final String PREVIOUS_UNKNOWN = "previous_part_unknown";

    /** Whether it is not sent because somebody wants its post deleted. */
    public boolean isEnded() {
      return isFailed() && ENDED_BY_A_PERSON.equals(reason);
    }

    /** Whether it holds what follows it until a person says how to go on. */
    public boolean isStopped() {
      return (isFailed() && !isEnded()) || isUnconfirmed();
    }

    /** Whether it may be there all the same: somebody has looked, and missed it. */
    public boolean isTakenForAbsent() {
      return isFailed() && reason != null && MISSED.contains(reason);
    }

    private boolean isAfterUnknown() {
      return isFailed() && PREVIOUS_UNKNOWN.equals(reason);
    }

    private boolean isFailed() {
      return state.equals("failed");
    }

    /** Whether somebody has to say what became of it. */
    public boolean isUnconfirmed() {
      return state.equals("unconfirmed");
    }

    /** Its address on its network, if it stands there and a browser may be sent there. */
    public String link() {
      return removedAt == null ? safe(url) : null;
    }
  }

  /**
   * Whether it is deleted from its network, which somebody wants.
   *
   * @param reason why the network has not deleted it, or null
   */
  @TemplateData
  @RegisterForReflection
  public record Removal(String state, String reason) {

    /** What has become of it. */
    public String outcome() {
      return switch (state) {
        case "removed" -> "It does not stand on the network any more.";
        case "refused" -> "The network has not deleted it. Delete it there by hand.";
        default -> "The network is being asked.";
      };
    }

    private boolean isRefused() {
      return state.equals("refused");
    }
  }

  /**
   * Whether it says another text on its network, which somebody wants.
   *
   * @param revision the one that it is to say
   * @param inDoubt the revisions that it may say by now, without that being certain
   */
  @TemplateData
  @RegisterForReflection
  public record Update(
      String state, int revision, String reason, String networkSaid, List<Integer> inDoubt) {

    /** Takes a list that is left out for none. */
    public Update {
      inDoubt = inDoubt == null ? List.of() : List.copyOf(inDoubt);
    }

    /** The revisions beside this one that it may say by now. */
    public List<Integer> others() {
      return inDoubt.stream().filter(one -> one != revision).toList();
    }

    private boolean isUnconfirmed() {
      return state.equals("unconfirmed");
    }

    /** What has become of it. */
    public String outcome() {
      return switch (state) {
        case "updated" -> "stands on the network";
        case "refused" -> "was not taken: the text is as it was, or the post is gone";
        case "unconfirmed" -> "may or may not stand on the network";
        default -> "is being brought to the network";
      };
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
    return WRONG.contains(state) || stoppedAt() != null || isUpdateInDoubt() || stays();
  }

  /** What tells its state to who sees no colours, in one character; empty if it is just planned. */
  public String mark() {
    if (isWrong() && !state.equals("on_hold")) {
      return "!";
    }
    return switch (state) {
      case "on_hold" -> "‖";
      case "awaiting_approval" -> "?";
      case "published" -> "✓";
      default -> "";
    };
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

  /**
   * The part at which its thread has stopped, or null. What was ended for a deletion has stopped
   * once the network refuses that.
   */
  public Part stoppedAt() {
    return thread.stream()
        .filter(part -> part.isStopped() || (stays() && part.isEnded()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether only a person can go on with the thread, on the network itself: what the next part
   * would reply to is not known, or gone.
   */
  public boolean isRestByHand() {
    Part stopped = stoppedAt();
    return stopped != null
        && (stopped.isAfterUnknown()
            || thread.stream()
                .anyMatch(part -> part.removedAt() != null && part.part() < stopped.part()));
  }

  /** Whether somebody has to say which text stands. */
  public boolean isUpdateInDoubt() {
    return update != null && update.isUnconfirmed();
  }

  /** Whether it was to be deleted, and is not. */
  private boolean stays() {
    return removal != null && removal.isRefused();
  }

  private static String safe(String url) {
    return url != null && url.startsWith("https://") ? url : null;
  }
}
