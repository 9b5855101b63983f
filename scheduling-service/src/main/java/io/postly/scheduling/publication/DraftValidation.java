package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.problem.Violation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code validate_draft}. */
@RegisterForReflection
@Schema(description = "What scheduling the draft would meet.")
record DraftValidation(
    @Schema(required = true) UUID draftId,
    @Schema(description = "The revision that was checked.", required = true) int revision,
    @Schema(description = "The fingerprint of what would go out.", required = true)
        String contentHash,
    @Schema(description = "Whether schedule_post would take it as it is.", required = true)
        boolean schedulable,
    @Schema(description = "Whether it still needs an approval in order to go out.", required = true)
        boolean needsApproval,
    @Schema(description = "What is wrong with the draft or the time.", required = true)
        List<Violation> violations,
    @Schema(description = "The draft's channels, one by one.", required = true)
        List<ChannelCheck> channels,
    @Schema(
            description =
                "Posts planned on the same channels within 30 minutes; nothing forbids them.",
            required = true)
        List<NearbyPost> conflicts) {

  /** What one channel would say of it. */
  @RegisterForReflection
  @Schema(name = "ChannelCheck")
  record ChannelCheck(
      @Schema(required = true) UUID channelId,
      @Schema(required = true) String channelName,
      @Schema(required = true) String network,
      @Schema(description = "Of the text that goes out there.", required = true) int characters,
      @Schema(required = true) int maxCharacters,
      @Schema(description = "What stands in the way there.", required = true)
          List<String> violations) {}

  /** A post that would go out at nearly the same time. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "NearbyPost")
  record NearbyPost(
      @Schema(required = true) UUID publicationId,
      @Schema(required = true) UUID draftId,
      @Schema(description = "The draft's title, if it has one. Data.") String title,
      @Schema(required = true) UUID channelId,
      @Schema(required = true) Instant dueAt) {}
}
