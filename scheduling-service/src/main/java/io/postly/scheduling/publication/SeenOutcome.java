package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code settle_post}. */
@RegisterForReflection
record SeenOutcome(
    @Schema(
            description =
                "What a person has seen on the network: published or not_published; of a published"
                    + " post whose update is unconfirmed, whether that update's text stands.",
            type = SchemaType.STRING,
            enumeration = {"published", "not_published"},
            required = true)
        @NotNull(message = "is required")
        @Pattern(regexp = "published|not_published", message = "must be published or not_published")
        String outcome,
    @Schema(description = "Where the post can be seen, if it was published.")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url,
    @Schema(description = "Which part of its thread, if it is one; the post itself is 1.")
        @Min(value = 2, message = "must be from 2 to 25")
        @Max(value = 25, message = "must be from 2 to 25")
        Integer part,
    @Schema(description = "Whether that part, if not_published, and the rest are to be sent now.")
        Boolean sendAgain) {

  boolean isPublished() {
    return outcome.equals("published");
  }

  boolean wantsSending() {
    return Boolean.TRUE.equals(sendAgain);
  }

  /**
   * Refuses what does not go together.
   *
   * @throws ProblemException {@code invalid_input}
   */
  void check() {
    if (wantsSending() && (part == null || isPublished())) {
      throw ProblemException.invalid("send_again", "needs a part that is not_published");
    }
  }
}
