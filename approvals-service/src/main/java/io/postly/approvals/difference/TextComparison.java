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
 * Compares texts word by word. What is same and removed, in order, is the earlier text exactly;
 * what is same and added the later one.
 *
 * <p>One instance is for all texts of one answer, and for one thread: the more they are and the
 * longer, the coarser become the pieces of the last ones, so that no answer takes seconds.
 */
public final class TextComparison {

  // The time grows with the square of what differs. Two texts of the greatest length are below it
  // in languages that put spaces between words; of what is above, the lines are compared.
  private static final int MOST_PIECES = 8_000;

  private static final long MOST_STEPS = 4L * MOST_PIECES * MOST_PIECES;

  private long stepsLeft = MOST_STEPS;

  /** The pieces in the order of both texts; at one place, what was removed comes first. */
  public List<TextSegment> of(String earlier, String later) {
    Pieces pieces =
        earlier.equals(later)
            ? Pieces.of(Granularity.WHOLE, earlier, later)
            : Arrays.stream(Granularity.values())
                .map(granularity -> Pieces.of(granularity, earlier, later))
                .filter(this::areFew)
                .findFirst()
                .orElseGet(() -> Pieces.of(Granularity.WHOLE, earlier, later));
    stepsLeft -= pieces.steps();
    return pieces.compared();
  }

  private boolean areFew(Pieces pieces) {
    return pieces.number() <= MOST_PIECES && pieces.steps() <= stepsLeft;
  }

  private record Pieces(List<String> earlier, List<String> later) {

    static Pieces of(Granularity granularity, String earlier, String later) {
      return new Pieces(granularity.pieces(earlier), granularity.pieces(later));
    }

    int number() {
      return earlier.size() + later.size();
    }

    long steps() {
      return (long) number() * number();
    }

    List<TextSegment> compared() {
      Segments segments = new Segments();
      DiffUtils.diff(earlier, later, new MyersDiffWithLinearSpace<>(), null, true)
          .getDeltas()
          .forEach(segments::take);
      return segments.all();
    }
  }

  private static final class Segments {

    private final List<TextSegment> segments = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();

    void take(AbstractDelta<String> delta) {
      if (delta.getType() == DeltaType.EQUAL) {
        endChange();
        add(SegmentKind.SAME, text(delta.getSource()));
      } else {
        removed.append(text(delta.getSource()));
        added.append(text(delta.getTarget()));
      }
    }

    List<TextSegment> all() {
      endChange();
      return segments;
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
  }
}
