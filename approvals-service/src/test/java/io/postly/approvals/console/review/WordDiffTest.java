package io.postly.approvals.console.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordDiffTest {

  @Test
  void aReplacedWordIsShownBeforeWhatReplacesIt() {
    assertEquals(
        "Our [-spring][+autumn] collection",
        shown("Our spring collection", "Our autumn collection"));
  }

  @Test
  void wordsThatAreAddedAtTheEndChangeNothingBefore() {
    assertEquals("It is here[+ at last.]", shown("It is here", "It is here at last."));
  }

  @Test
  void aChangeOfNothingButSpaceIsAChange() {
    assertEquals("One[- ][+\n]two", shown("One two", "One\ntwo"));
  }

  @Test
  void equalTextsAreOnePiece() {
    assertEquals(
        List.of(new WordDiff.Piece(WordDiff.Kind.SAME, "Just the same ")),
        new WordDiff().between("Just the same ", "Just the same "));
  }

  @Test
  void nothingIsLeftOfAnEmptyText() {
    assertEquals("[+All new]", shown("", "All new"));
    assertEquals("[-All gone]", shown("All gone", ""));
    assertEquals(List.of(), new WordDiff().between("", ""));
  }

  @Property
  void bothTextsCanBeReadFromTheDifference(
      @ForAll @AlphaChars @Chars({' ', '\n'}) @StringLength(max = 40) String before,
      @ForAll @AlphaChars @Chars({' ', '\n'}) @StringLength(max = 40) String after) {
    List<WordDiff.Piece> pieces = new WordDiff().between(before, after);

    assertEquals(before, text(pieces, WordDiff.Kind.ADDED));
    assertEquals(after, text(pieces, WordDiff.Kind.REMOVED));
  }

  private static String text(List<WordDiff.Piece> pieces, WordDiff.Kind without) {
    return pieces.stream()
        .filter(piece -> piece.kind() != without)
        .map(WordDiff.Piece::text)
        .collect(Collectors.joining());
  }

  private static String shown(String before, String after) {
    return new WordDiff()
        .between(before, after).stream()
            .map(
                piece ->
                    switch (piece.kind()) {
                      case SAME -> piece.text();
                      case ADDED -> "[+" + piece.text() + "]";
                      case REMOVED -> "[-" + piece.text() + "]";
                    })
            .collect(Collectors.joining());
  }
}
