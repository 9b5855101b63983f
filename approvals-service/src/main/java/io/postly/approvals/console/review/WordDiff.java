package io.postly.approvals.console.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What changed between two texts, word by word. */
final class WordDiff {

  /** A word with the space before it, or the space that a text ends with. */
  private static final Pattern WORD = Pattern.compile("\\s*\\S+|\\s+");

  private WordDiff() {}

  /** A part of the two texts. */
  @TemplateData
  public record Piece(Kind kind, String text) {

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
  static List<Piece> between(String before, String after) {
    List<String> old = words(before);
    List<String> now = words(after);
    List<Piece> pieces = new ArrayList<>();
    int read = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      add(pieces, Kind.SAME, old.subList(read, delta.getSource().getPosition()));
      add(pieces, Kind.REMOVED, delta.getSource().getLines());
      add(pieces, Kind.ADDED, delta.getTarget().getLines());
      read = delta.getSource().last() + 1;
    }
    add(pieces, Kind.SAME, old.subList(read, old.size()));
    return pieces;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  private static void add(List<Piece> pieces, Kind kind, List<String> words) {
    if (!words.isEmpty()) {
      pieces.add(new Piece(kind, String.join("", words)));
    }
  }
}
