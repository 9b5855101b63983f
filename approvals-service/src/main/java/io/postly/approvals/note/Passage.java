package io.postly.approvals.note;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Variant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where in a revision a note is on something. Counted in Unicode code points, as all languages can:
 * an emoji is one or more of them, never a half.
 *
 * @param network the network whose own text it is; null for the common text
 * @param start the first code point, from 0
 * @param end the one behind the last
 */
@RegisterForReflection
@Schema(description = "A passage of a text under review, counted in Unicode code points.")
public record Passage(
    @Schema(description = "The network whose own text it is; absent for the common text.")
        String network,
    @Schema(description = "The first code point, from 0.", required = true)
        @NotNull(message = "is required")
        @Min(value = 0, message = "must be at least 0")
        Integer start,
    @Schema(description = "The code point behind the last.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer end) {

  private static final String FIELD = "passage.";

  /**
   * The passage with its words.
   *
   * @throws ProblemException {@code invalid_input} if the revision has no such passage
   */
  QuotedPassage quotedFrom(ContentRevision content) {
    List<Violation> wrong = new ArrayList<>();
    Optional<String> text = textIn(content);
    if (text.isEmpty()) {
      wrong.add(
          new Violation(
              FIELD + "network",
              "must be a network that has its own text in this revision",
              content.variants().stream().map(Variant::network).toList()));
    }
    if (start >= end) {
      wrong.add(Violation.of(FIELD + "start", "must be before end"));
    }
    text.filter(whole -> end > length(whole))
        .ifPresent(
            whole ->
                wrong.add(
                    Violation.of(
                        FIELD + "end",
                        "must be at most %d, the length of that text".formatted(length(whole)))));
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(wrong);
    }
    return new QuotedPassage(network, start, end, cutFrom(text.orElseThrow()));
  }

  private Optional<String> textIn(ContentRevision content) {
    return network == null
        ? Optional.of(content.text())
        : content.variants().stream()
            .filter(variant -> variant.network().equals(network))
            .map(Variant::text)
            .findFirst();
  }

  private String cutFrom(String text) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
