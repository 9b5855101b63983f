package io.postly.approvals.invitation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom to invite, and for how long.
 *
 * @param label whom it is for, or null
 * @param lifetimeDays the days until it ends, or null for a week
 */
@RegisterForReflection
@Schema(description = "Whom to invite, and for how long.")
public record NewInvitation(
    @Schema(description = "Whom it is for; the members see it, the invited person does not.")
        @Size(max = NewInvitation.LONGEST_LABEL, message = "must have at most 80 characters")
        String label,
    @Schema(description = "The days until it ends; leave out for 7.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = NewInvitation.LONGEST_LIFETIME, message = "must be at most 30")
        Integer lifetimeDays) {

  static final int LONGEST_LABEL = 80;
  static final int LONGEST_LIFETIME = 30;

  private static final int USUAL_LIFETIME = 7;

  /** The days until it ends. */
  int lifetime() {
    return lifetimeDays == null ? USUAL_LIFETIME : lifetimeDays;
  }

  /** Whom it is for; null if nobody said. */
  String recipient() {
    return label == null || label.isBlank() ? null : label.strip();
  }
}
