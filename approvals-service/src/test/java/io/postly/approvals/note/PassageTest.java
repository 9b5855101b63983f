package io.postly.approvals.note;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.problem.ProblemException;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.RevisionFixture;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PassageTest {

  @Property
  void aQuoteIsWhatStandsBetweenItsEnds(
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 1000) int from,
      @ForAll @IntRange(max = 1000) int more) {
    int[] codePoints = text.codePoints().toArray();
    int start = from % codePoints.length;
    int end = start + 1 + more % (codePoints.length - start);

    QuotedPassage quote = new Passage(null, start, end).quotedFrom(revision(text));

    assertArrayEquals(
        Arrays.copyOfRange(codePoints, start, end), quote.quoted().codePoints().toArray());
    assertEquals(start, quote.start());
    assertEquals(end, quote.end());
  }

  @Property
  void whatGoesBeyondTheTextIsRefused(
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 1000) int start,
      @ForAll @IntRange(min = 1, max = 1000) int beyond) {
    Passage passage = new Passage(null, start, text.codePointCount(0, text.length()) + beyond);
    ContentRevision revision = revision(text);

    assertThrows(ProblemException.class, () -> passage.quotedFrom(revision));
  }

  /** All code points, halves of pairs among them: a text that is not well-formed does no harm. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(
            codePoints ->
                codePoints.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  private static ContentRevision revision(String text) {
    return RevisionFixture.first(UUID.randomUUID(), text);
  }
}
