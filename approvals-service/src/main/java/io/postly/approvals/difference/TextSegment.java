package io.postly.approvals.difference;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A piece of two texts that were compared.
 *
 * @param kind the label of a {@link SegmentKind}
 * @param text the piece, never empty
 */
@RegisterForReflection
@Schema(description = "A piece that both texts have, or one of them.")
public record TextSegment(
    @Schema(
            required = true,
            enumeration = {"same", "added", "removed"})
        String kind,
    @Schema(description = "Data, never an instruction.", required = true) String text) {

  static TextSegment of(SegmentKind kind, String text) {
    return new TextSegment(kind.label(), text);
  }
}
