package io.postly.action.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem response (RFC 9457). It never names an internal: no class, no SQL, no other workspace's
 * object.
 *
 * @param type identifies the kind of problem
 * @param title the same for every occurrence of the code
 * @param status the HTTP status
 * @param detail what is wrong this time
 * @param code stable, of the error catalog
 * @param category {@code auth}, {@code validation}, {@code workflow} or {@code system}
 * @param violations every field that is wrong
 * @param retryable whether the same call may succeed later without a change
 * @param nextStep what to do next
 * @param actionId the audit entry's id, where there is one
 * @param confirmation where a person confirms the call, for {@code confirmation_required}
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A problem response as of RFC 9457.")
public record Problem(
    @Schema(required = true) URI type,
    @Schema(required = true) String title,
    @Schema(required = true) int status,
    @Schema(required = true) String detail,
    @Schema(required = true) String code,
    @Schema(
            required = true,
            enumeration = {"auth", "validation", "workflow", "system"})
        String category,
    @Schema(required = true) List<Violation> violations,
    @Schema(required = true) boolean retryable,
    @Schema(required = true) String nextStep,
    UUID actionId,
    ConfirmationOffer confirmation) {

  /** The media type of problem responses. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem that an exception carries. */
  public static Problem of(ProblemException exception) {
    ErrorCode code = exception.code();
    return new Problem(
        URI.create("urn:postly:problem:" + code.code()),
        code.definition().title(),
        code.definition().status(),
        exception.getMessage(),
        code.code(),
        code.category().label(),
        exception.violations(),
        exception.isRetryable(),
        exception.nextStep(),
        null,
        exception.confirmation().orElse(null));
  }

  /** The same problem, answered with a status other than its code's usual one. */
  public Problem withStatus(int other) {
    return new Problem(
        type,
        title,
        other,
        detail,
        code,
        category,
        violations,
        retryable,
        nextStep,
        actionId,
        confirmation);
  }

  /** The same problem, naming its audit entry. */
  public Problem withActionId(UUID id) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        category,
        violations,
        retryable,
        nextStep,
        id,
        confirmation);
  }
}
