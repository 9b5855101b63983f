package io.postly.drafts.media;

import io.postly.action.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a picture is to be fetched from: one of the two.
 *
 * @param url a public https address
 * @param file a file of the chat
 */
@RegisterForReflection
@Schema(description = "Where to fetch the picture from: give url or file.")
record NewMedia(
    @Schema(
            description =
                "The address of the picture itself, not of a page that shows it; without"
                    + " redirects.")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url,
    @Valid ChatFile file) {

  /**
   * An address, and the field that it was given in.
   *
   * @param field as callers name it
   */
  record Source(String field, String address) {}

  /**
   * What to fetch.
   *
   * @throws ProblemException {@code invalid_input} if none is given, or both are
   */
  Source source() {
    boolean hasUrl = url != null && !url.isBlank();
    if (hasUrl == (file != null)) {
      throw ProblemException.invalid("url", "or file must be given, and not both");
    }
    return hasUrl ? new Source("url", url) : new Source("file", file.downloadUrl());
  }
}
