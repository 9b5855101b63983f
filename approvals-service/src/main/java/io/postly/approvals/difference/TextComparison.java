package io.postly.approvals.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares two texts word by word. What is same and removed, in order, is the earlier text exactly;
 * what is same and added the later one.
 */
final class TextComparison {

  // The time grows with the square of what differs. Two texts of the greatest length are below it
  // in languages that put spaces between words; of what is above, the lines are compared.
  private static final int MOST_PIECES = 8_000;

  private final List<TextSegment> segments = new ArrayList<>();
  private final StringBuilder removed = new StringBuilder();
  private final StringBuilder added = new StringBuilder();

  private TextComparison() {}

  /** The pieces in the order of both texts; at one place, what was removed comes first. */
  static List<TextSegment> of(String earlier, String later) {
    return Arrays.stream(Granularity.values())
        .map(granularity -> new Pieces(granularity.pieces(earlier), granularity.pieces(later)))
        .filter(Pieces::areFew)
        .findFirst()
        .map(Pieces::compared)
        .orElseThrow();
  }

  private void take(AbstractDelta<String> delta) {
    if (delta.getType() == DeltaType.EQUAL) {
      endChange();
      add(SegmentKind.SAME, text(delta.getSource()));
    } else {
      removed.append(text(delta.getSource()));
      added.append(text(delta.getTarget()));
    }
  }

  private void endChange() {
    add(SegmentKind.REMOVED, removed.toString());
    add(SegmentKind.ADDED, added.toString());
    removed.setLength(0);
    added.setLength(0);
  }

  private void add(SegmentKind kind, String text) {
    if (!text.isEmpty()) {
      segments.add(TextSegment.of(kind, text));
    }
  }

  private static String text(Chunk<String> chunk) {
    return String.join("", chunk.getLines());
  }

  private record Pieces(List<String> earlier, List<String> later) {

    boolean areFew() {
      return earlier.size() + later.size() <= MOST_PIECES;
    }

    List<TextSegment> compared() {
      TextComparison comparison = new TextComparison();
      DiffUtils.diff(earlier, later, new MyersDiffWithLinearSpace<>(), null, true)
          .getDeltas()
          .forEach(comparison::take);
      comparison.endChange();
      return comparison.segments;
    }
  }
}
