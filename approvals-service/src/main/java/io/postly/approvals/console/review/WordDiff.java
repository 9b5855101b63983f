package io.postly.approvals.console.review;

import io.postly.approvals.difference.TextComparison;
import io.postly.approvals.difference.TextSegment;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Locale;

/** What changed between the texts that one page shows, word by word. */
final class WordDiff {

  private final TextComparison comparison = new TextComparison();

  /** A part of the two texts. */
  @TemplateData
  public record Piece(Kind kind, String text) {

    private static Piece of(TextSegment segment) {
      return new Piece(Kind.valueOf(segment.kind().toUpperCase(Locale.ROOT)), segment.text());
    }

    /** Whether the new text alone has it. */
    public boolean isAdded() {
      return kind == Kind.ADDED;
    }

    /** Whether the old text alone has it. */
    public boolean isRemoved() {
      return kind == Kind.REMOVED;
    }
  }

  /** Which of the texts has a part. */
  public enum Kind {
    SAME,
    ADDED,
    REMOVED
  }

  /** Both texts as one, in reading order; what was removed stands before what replaced it. */
  List<Piece> between(String before, String after) {
    return comparison.of(before, after).stream().map(Piece::of).toList();
  }
}
