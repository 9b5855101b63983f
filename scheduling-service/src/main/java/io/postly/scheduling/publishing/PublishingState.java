package io.postly.scheduling.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a workspace's posts go out, and who decided that. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Whether a workspace's posts go out, and who decided that.")
record PublishingState(
    @Schema(description = "True while nothing of the workspace begins to be sent.", required = true)
        boolean stopped,
    @Schema(description = "Since when that is so; absent if it was never otherwise.") Instant since,
    @Schema(description = "Who decided it.") Person by,
    @Schema(description = "mcp, rest or console.") String through,
    @Schema(description = "Why, in that person's words. Data.") String reason,
    @Schema(
            description = "Posts that had begun to be sent before; they are not called back.",
            required = true)
        long beingSent,
    @Schema(
            description = "What was decided before and now, the latest first; at most 50.",
            required = true)
        List<Decision> history) {

  /** One stop, or one time that it went on. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PublishingDecision")
  record Decision(
      @Schema(description = "Whether publishing was stopped, or let go on.", required = true)
          boolean stopped,
      @Schema(required = true) Instant at,
      @Schema(required = true) Person by,
      @Schema(description = "mcp, rest or console.", required = true) String through,
      @Schema(description = "Why, in that person's words. Data.") String reason) {

    static Decision of(PublishingChange change) {
      return new Decision(
          change.stopped, change.changedAt, change.person(), change.changedThrough, change.reason);
    }
  }

  /**
   * The state that the latest decision made.
   *
   * @param history the latest first; empty if nobody has ever decided anything
   */
  static PublishingState of(List<Decision> history, long beingSent) {
    if (history.isEmpty()) {
      return new PublishingState(false, null, null, null, null, beingSent, history);
    }
    Decision latest = history.getFirst();
    return new PublishingState(
        latest.stopped(),
        latest.at(),
        latest.by(),
        latest.through(),
        latest.reason(),
        beingSent,
        history);
  }
}
