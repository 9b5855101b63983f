package io.postly.approvals.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one text.
 *
 * @param network the network whose own text it is; null for the common text
 * @param part the number of the part of its thread; null for the first text
 * @param contentWarning true for the content warning before the network's text; else null
 * @param change same, changed, added or removed
 * @param segments the pieces of both texts, in their order
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What became of one text.")
record TextDifference(
    @Schema(description = "The network whose own text it is; absent for the common text.")
        String network,
    @Schema(description = "Which part of its thread, from 2 on; absent for the first text.")
        Integer part,
    @Schema(description = "True for the network's content warning; else absent.")
        Boolean contentWarning,
    @Schema(
            description =
                "Added or removed as a whole where only one of the revisions has a text for the network.",
            required = true,
            enumeration = {"same", "changed", "added", "removed"})
        String change,
    @Schema(
            description =
                "Same and removed, in order, are the earlier text; same and added the later one.",
            required = true)
        List<TextSegment> segments) {

  /** The difference between two texts for the same place; null where a revision has none. */
  static TextDifference between(
      TextComparison comparison, String network, Integer part, String earlier, String later) {
    return between(comparison, network, part, null, earlier, later);
  }

  /** Like {@link #between}, of the content warnings before the network's texts. */
  static TextDifference betweenWarnings(
      TextComparison comparison, String network, String earlier, String later) {
    return between(comparison, network, null, true, earlier, later);
  }

  private static TextDifference between(
      TextComparison comparison,
      String network,
      Integer part,
      Boolean contentWarning,
      String earlier,
      String later) {
    return new TextDifference(
        network,
        part,
        contentWarning,
        change(earlier, later),
        comparison.of(earlier == null ? "" : earlier, later == null ? "" : later));
  }

  private static String change(String earlier, String later) {
    if (earlier == null) {
      return "added";
    }
    if (later == null) {
      return "removed";
    }
    return earlier.equals(later) ? "same" : "changed";
  }
}
