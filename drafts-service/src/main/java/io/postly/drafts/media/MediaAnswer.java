package io.postly.drafts.media;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A picture as callers see it. */
@RegisterForReflection
@Schema(name = "Media", description = "A picture that drafts may use.")
record MediaAnswer(
    @Schema(description = "Give this as media_id in a draft's media.", required = true) UUID id,
    @Schema(description = "image/jpeg, image/png or image/webp.", required = true) String type,
    @Schema(description = "The size of the file.", required = true) int bytes,
    @Schema(description = "In pixels.", required = true) int width,
    @Schema(description = "In pixels.", required = true) int height,
    @Schema(required = true) Person addedBy,
    @Schema(required = true) Instant addedAt) {

  static MediaAnswer of(Media media) {
    return new MediaAnswer(
        media.id(),
        media.type(),
        media.bytes(),
        media.width(),
        media.height(),
        media.addedBy(),
        media.addedAt());
  }
}
