package io.postly.approvals.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text, and pictures and a thread if need be, that replace the draft's own on one network.
 *
 * @param network the network's name
 * @param text what goes out there
 * @param media the pictures that go out there; null for the draft's own
 * @param thread what follows the text there; null for the draft's own
 * @param contentWarning what is shown in the place of all of it until a reader asks for more; null
 *     for none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A text that replaces the draft's own on one network.")
public record Variant(
    @Schema(required = true) String network,
    @Schema(required = true) String text,
    @Schema(description = "The pictures that go out there; absent for the draft's own.")
        List<Picture> media,
    @Schema(description = "What follows the text there; absent for the draft's own.")
        List<ThreadPart> thread,
    @Schema(description = "What hides all that goes out there until opened; absent for none.")
        String contentWarning) {

  /** The pictures that go out there, of a draft with those. */
  public List<Picture> picturesBeside(List<Picture> ofDraft) {
    return media == null ? ofDraft : media;
  }

  /** What follows the text there, of a draft with that thread. */
  public List<ThreadPart> threadBeside(List<ThreadPart> ofDraft) {
    return thread == null ? ofDraft : thread;
  }
}
