package io.postly.approvals.difference;

import static io.postly.approvals.difference.SegmentKind.ADDED;
import static io.postly.approvals.difference.SegmentKind.REMOVED;
import static io.postly.approvals.difference.SegmentKind.SAME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextComparisonTest {

  private static final String MOTHERS_AND_GIRL = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
  private static final String MOTHERS_AND_BOY = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc66";
  private static final int LONGEST_TEXT = 10_000;

  @Property
  void thePiecesAreBothTextsExactly(
      @ForAll("texts") String earlier, @ForAll("texts") String later) {
    List<TextSegment> segments = new TextComparison().of(earlier, later);

    assertEquals(earlier, joined(segments, SAME, REMOVED));
    assertEquals(later, joined(segments, SAME, ADDED));
  }

  @Property
  void thePiecesOfAnEditedTextAreBothTextsExactly(
      @ForAll("texts") String before,
      @ForAll("texts") String old,
      @ForAll("texts") String replacement,
      @ForAll("texts") String after) {
    String earlier = before + old + after;
    String later = before + replacement + after;

    List<TextSegment> segments = new TextComparison().of(earlier, later);

    assertEquals(earlier, joined(segments, SAME, REMOVED));
    assertEquals(later, joined(segments, SAME, ADDED));
  }

  @Property
  void neighboursAreOfDifferentKindsAndNoPieceIsEmpty(
      @ForAll("texts") String earlier, @ForAll("texts") String later) {
    List<TextSegment> segments = new TextComparison().of(earlier, later);

    for (int i = 0; i < segments.size(); i++) {
      assertFalse(segments.get(i).text().isEmpty());
      if (i > 0) {
        assertNotEquals(segments.get(i - 1).kind(), segments.get(i).kind());
      }
    }
  }

  @Property
  void aTextIsTheSameAsItself(@ForAll("texts") String text) {
    List<TextSegment> expected = text.isEmpty() ? List.of() : List.of(TextSegment.of(SAME, text));

    assertEquals(expected, new TextComparison().of(text, text));
  }

  @Property(tries = 20)
  void textsOfTheGreatestLengthAreCompared(@ForAll long seed) {
    Random random = new Random(seed);
    String earlier = randomText(random);
    String later = randomText(random);

    List<TextSegment> segments = new TextComparison().of(earlier, later);

    assertEquals(earlier, joined(segments, SAME, REMOVED));
    assertEquals(later, joined(segments, SAME, ADDED));
  }

  @Example
  void wordsAreComparedNotLetters() {
    assertEquals(
        List.of(
            TextSegment.of(SAME, "We launch on "),
            TextSegment.of(REMOVED, "Monday"),
            TextSegment.of(ADDED, "Tuesday"),
            TextSegment.of(SAME, ", at noon.")),
        new TextComparison().of("We launch on Monday, at noon.", "We launch on Tuesday, at noon."));
  }

  @Example
  void anEmojiThatIsJoinedOfSeveralIsOnePiece() {
    assertEquals(
        List.of(
            TextSegment.of(SAME, "For "),
            TextSegment.of(REMOVED, MOTHERS_AND_GIRL),
            TextSegment.of(ADDED, MOTHERS_AND_BOY),
            TextSegment.of(SAME, "!")),
        new TextComparison().of("For " + MOTHERS_AND_GIRL + "!", "For " + MOTHERS_AND_BOY + "!"));
  }

  @Example
  void anAccentBelongsToItsWord() {
    assertEquals(
        List.of(TextSegment.of(REMOVED, "cafe\u0301"), TextSegment.of(ADDED, "cafe")),
        new TextComparison().of("cafe\u0301", "cafe"));
  }

  @Example
  void whereNoSpacesStandCharactersAreCompared() {
    assertEquals(
        List.of(
            TextSegment.of(SAME, "\u6211\u4eec\u5468"),
            TextSegment.of(REMOVED, "\u4e00"),
            TextSegment.of(ADDED, "\u4e8c"),
            TextSegment.of(SAME, "\u53d1\u5e03")),
        new TextComparison()
            .of("\u6211\u4eec\u5468\u4e00\u53d1\u5e03", "\u6211\u4eec\u5468\u4e8c\u53d1\u5e03"));
  }

  @Example
  void whatHasTooManyWordsIsComparedByLines() {
    String first = "\u6f22".repeat(4000) + "\n";
    String last = "\u5b57".repeat(500);

    assertEquals(
        List.of(
            TextSegment.of(SAME, first),
            TextSegment.of(REMOVED, "one two\n"),
            TextSegment.of(ADDED, "one three\n"),
            TextSegment.of(SAME, last)),
        new TextComparison().of(first + "one two\n" + last, first + "one three\n" + last));
  }

  @Example
  void whatHasTooManyLinesTooIsComparedAsAWhole() {
    String earlier = "!\n".repeat(LONGEST_TEXT / 2);
    String later = "?\n".repeat(LONGEST_TEXT / 2);

    assertEquals(
        List.of(TextSegment.of(REMOVED, earlier), TextSegment.of(ADDED, later)),
        new TextComparison().of(earlier, later));
  }

  @Example
  void whatIsTooMuchForOneAnswerIsComparedAsAWhole() {
    Random random = new Random(1);
    String earlier = randomText(random);
    String later = randomText(random);
    TextComparison comparison = new TextComparison();

    List<List<TextSegment>> compared =
        IntStream.range(0, 20).mapToObj(number -> comparison.of(earlier, later)).toList();

    assertTrue(compared.getFirst().size() > 2);
    assertEquals(
        List.of(TextSegment.of(REMOVED, earlier), TextSegment.of(ADDED, later)),
        compared.getLast());
  }

  /** Any code points, halves of pairs among them, and texts whose pieces often meet again. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
            .map(codePoint -> Character.toString(codePoint));
    Arbitrary<String> known =
        Arbitraries.of(
            "Hello",
            "world",
            "don't",
            " ",
            "  ",
            "\n",
            "\r\n",
            ",",
            "!",
            "caf\u00e9",
            "e\u0301",
            "\u6f22",
            "\u5b57",
            "\u0e44\u0e17\u0e22",
            "\u200d",
            "\ufe0f",
            "\u0301",
            "1\ufe0f\u20e3",
            "\ud83d\ude80",
            MOTHERS_AND_GIRL,
            "\ud83c\udde9\ud83c\uddea",
            "\ud83d",
            "\ude80");
    return Arbitraries.oneOf(
        any.list().ofMaxSize(30).map(pieces -> String.join("", pieces)),
        known.list().ofMaxSize(40).map(pieces -> String.join("", pieces)),
        Arbitraries.oneOf(any, known).list().ofMaxSize(40).map(pieces -> String.join("", pieces)));
  }

  private static String randomText(Random random) {
    return random
        .ints(LONGEST_TEXT, 'a', 'f')
        .map(letter -> letter == 'e' ? ' ' : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String joined(List<TextSegment> segments, SegmentKind... kinds) {
    List<String> wanted = Arrays.stream(kinds).map(SegmentKind::label).toList();
    return segments.stream()
        .filter(segment -> wanted.contains(segment.kind()))
        .map(TextSegment::text)
        .collect(Collectors.joining());
  }
}
