package io.postly.approvals.difference;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How finely a text is taken apart. Its pieces, put together again, are the text.
 *
 * <p>The expressions speak of Unicode's properties. {@link java.text.BreakIterator} is not used:
 * its rules for words cut an emoji that is joined of several, keep whole clauses of Chinese
 * together, and come with the runtime, while a comparison is to look the same on each.
 */
enum Granularity {
  /**
   * Words, the spaces between them, and single characters as people see them: punctuation, emoji,
   * and the letters of scripts that put no spaces between words.
   */
  WORDS(
      "[\\p{L}\\p{N}&&[^"
          + Scripts.WITHOUT_SPACES
          + "]][\\p{L}\\p{M}\\p{N}"
          + Scripts.JOINERS
          + "&&[^"
          + Scripts.WITHOUT_SPACES
          + "]]*+|\\p{IsWhite_Space}++|\\X"),
  LINES("[^\\n]*+\\n|[^\\n]++"),
  WHOLE("(?s).++");

  private final Pattern piece;

  Granularity(String piece) {
    this.piece = Pattern.compile(piece);
  }

  List<String> pieces(String text) {
    return piece.matcher(text).results().map(MatchResult::group).toList();
  }

  private static final class Scripts {

    static final String WITHOUT_SPACES =
        "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";

    // Within words of Persian and of India's languages.
    static final String JOINERS = "\\u200c\\u200d";
  }
}
