package io.postly.analytics.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened in a workspace in a period. {@code from} is included, {@code to} is not. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What happened in a workspace in a period.")
record WorkflowReport(
    @Schema(required = true) Instant from,
    @Schema(required = true) Instant to,
    @Schema(required = true) Funnel funnel,
    @Schema(required = true) Approvals approvals,
    @Schema(required = true) Saved timeSaved,
    @Schema(required = true) List<ToolUse> tools,
    @Schema(required = true) List<Errors> errors,
    @Schema(required = true) List<ErrorCategory> errorsByCategory,
    @Schema(
            description =
                "Beside the period of the same length before; absent if that is no longer kept.")
        List<Change> compared) {

  /** How far the workflows came that were started in the period. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "Funnel",
      description = "How far the workflows came that were started in the period.")
  record Funnel(
      @Schema(
              description = "Drafts that an assistant wrote, or the channel asked for.",
              required = true)
          long started,
      @Schema(description = "Of those, ever submitted for approval.", required = true)
          long submitted,
      @Schema(description = "Of those, ever approved.", required = true) long approved,
      @Schema(description = "Of those, ever scheduled.", required = true) long scheduled,
      @Schema(description = "Of those, published at least once.", required = true) long published,
      @Schema(description = "Published of started, 0 to 1; absent if none was started.")
          Double completion,
      @Schema(description = "All that are not published, each once.", required = true)
          List<Stop> stopped) {}

  /** Where and why workflows stand that are not published. */
  @RegisterForReflection
  @Schema(name = "Stop")
  record Stop(
      @Schema(description = "The furthest it came.", required = true) String stage,
      @Schema(
              description = "Such as waiting_for_review, changes_requested or missed.",
              required = true)
          String reason,
      @Schema(required = true) long count) {}

  /** How reviews were decided in the period. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Approvals", description = "How reviews of that content were decided.")
  record Approvals(
      @Schema(required = true) long decided,
      @Schema(required = true) long approved,
      @Schema(required = true) long changesRequested,
      @Schema(required = true) long rejected,
      @Schema(description = "Approved of decided, 0 to 1; absent if none was decided.") Double rate,
      @Schema(description = "Half of the requests waited no longer; absent if none was decided.")
          Long medianWaitSeconds,
      @Schema(description = "Nine of ten waited no longer, interpolated.") Long p90WaitSeconds,
      @Schema(
              description =
                  "Decisions of the period on the drafts approved in it, per draft; absent if none was approved.")
          Double roundsPerApproval) {}

  /** What the workflows saved that were published in the period. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "TimeSaved",
      description =
          "Time by hand less people's time, over an assistant's workflows published in the period; may be negative.")
  record Saved(
      @Schema(description = "Absent without samples.") Long seconds,
      @Schema(description = "How many workflows the figure is of.", required = true) long samples,
      @Schema(
              description = "Of those, compared with the workspace's own median by hand.",
              required = true)
          long samplesAgainstWorkspace,
      @Schema(
              description = "Of those, compared with the operator's configured figure.",
              required = true)
          long samplesAgainstConfigured,
      @Schema(description = "The mean baseline in seconds; absent without samples.")
          Long baselineSeconds,
      @Schema(description = "Why there is no figure.") String reason) {

    private static final String NONE_PUBLISHED =
        "No workflow of an assistant was published in the period.";
    private static final String OTHERS = "Time is saved by assistants only, channel mcp.";

    /** Without samples there is no figure, but why there is none. */
    static Saved nothing(boolean ofAssistants) {
      return new Saved(null, 0, 0, 0, null, ofAssistants ? NONE_PUBLISHED : OTHERS);
    }
  }

  /** How often one action was called. */
  @RegisterForReflection
  @Schema(name = "ToolUse")
  record ToolUse(
      @Schema(required = true) String action,
      @Schema(required = true) long calls,
      @Schema(required = true) long ok,
      @Schema(required = true) long failed) {}

  /** How often one error was answered. */
  @RegisterForReflection
  @Schema(name = "Errors")
  record Errors(
      @Schema(description = "auth, validation, workflow or system.", required = true)
          String category,
      @Schema(required = true) String code,
      @Schema(required = true) long count) {}

  /** How often errors of one category were answered. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ErrorCategory")
  record ErrorCategory(
      @Schema(required = true) String category,
      @Schema(required = true) long count,
      @Schema(description = "What helps against most of them.") String nextStep) {}

  /** One figure beside that of the period before. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Change")
  record Change(
      @Schema(required = true) String figure,
      @Schema(description = "Absent where there is nothing to count.") Double value,
      Double previous,
      @Schema(description = "Value less previous.") Double change) {}
}
