package io.postly.action.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with the input.
 *
 * @param field the argument, {@code snake_case}, with a path for nested ones: {@code
 *     variants[0].text}
 * @param message what is wrong, for a person or a model
 * @param allowedValues what would have been right, where that can be listed
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "One thing that is wrong with the input.")
public record Violation(
    @Schema(required = true) String field,
    @Schema(required = true) String message,
    List<String> allowedValues) {

  /** A violation whose right values cannot be listed. */
  public static Violation of(String field, String message) {
    return new Violation(field, message, List.of());
  }
}
