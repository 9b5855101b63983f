package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.network.bluesky.Passage.Target;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassagesTest {

  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
  private static final String ARABIC = "مرحبا";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "See https://example.com/a?b=c#d now | https://example.com/a?b=c#d",
        "See https://example.com/a. | https://example.com/a",
        "Really https://example.com/a?! | https://example.com/a",
        "\"https://example.com/a\", he said | https://example.com/a",
        "(https://example.com/a) | https://example.com/a",
        "(see https://en.wikipedia.org/wiki/A_(b)) | https://en.wikipedia.org/wiki/A_(b)",
        "(https://example.com/a(b(c))d)). | https://example.com/a(b(c))d",
        "[https://example.com/a[0]] | https://example.com/a[0]",
        "http://[2001:db8::1]:8080/x. | http://[2001:db8::1]:8080/x",
        "https://example.com/ | https://example.com/",
        "https://ja.wikipedia.org/wiki/日本。次 | https://ja.wikipedia.org/wiki/日本",
        "見てhttps://example.com/a | https://example.com/a",
        "HTTPS://EXAMPLE.COM/A | HTTPS://EXAMPLE.COM/A",
        "https://example.com/(@bob.test) | https://example.com/(@bob.test)"
      })
  void shouldFindTheWholeWebAddressAndNoMore(String text, String address) {
    List<Passage> found = Passages.of(text);

    assertEquals(List.of(new Target.Link(address)), targets(text));
    assertEquals(address, slice(text, found.getFirst()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Read more at example.com | example.com",
        "Read more at example.com. | example.com",
        "Read more at my-site.co.uk/a?b=c! | my-site.co.uk/a?b=c",
        "(www.example.org:8080/x) | www.example.org:8080/x",
        "Example.COM | Example.COM"
      })
  void shouldFindAddressesWithoutTheirScheme(String text, String address) {
    assertEquals(List.of(new Target.Link("https://" + address)), targets(text));
    assertEquals(address, slice(text, Passages.of(text).getFirst()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node.js",
        "e.g. this",
        "1.5 million",
        "U.S. news",
        "name@example.com",
        "a.name@example.com",
        "co.uk",
        "example.com_x",
        "https://",
        "https://.",
        "http:///",
        "see example.c0m",
        "...com",
        "@",
        "@bob",
        "not@bob.test",
        "@bob@mastodon.example",
        "@-bob.test",
        "@bob.test_x",
        "#",
        "##",
        "#1",
        "#2026",
        "#\uFE0F\u20E3",
        "no#tag",
        "#!!!",
        "# tag",
        "$AAPL"
      })
  void shouldTakeNothingForWhatItIsNot(String text) {
    assertEquals(List.of(), targets(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@alice.bsky.social | alice.bsky.social",
        "Thanks, @alice.bsky.social! | alice.bsky.social",
        "Thanks (@alice.bsky.social). | alice.bsky.social",
        "@Alice.Example.com's | Alice.Example.com",
        "＠alice.bsky.social | alice.bsky.social"
      })
  void shouldFindMentions(String text, String handle) {
    assertEquals(List.of(new Target.Mention(handle)), targets(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "#news | news",
        "So #good! | good",
        "(#good) | good",
        "#it's | it's",
        "＃東京 | 東京",
        "#2026goals | 2026goals",
        "#one#two | one",
        "#مرحبا، | مرحبا"
      })
  void shouldFindHashtags(String text, String tag) {
    assertEquals(List.of(new Target.Tag(tag)), targets(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void shouldLeaveOutHashtagsThatBlueskyWouldRefuse(int length) {
    assertEquals(length <= 64, !targets("#" + "a".repeat(length)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {FAMILY, ARABIC, "\u202Ehttps", "\u00AD", "é", "e\u0301"})
  void shouldFindThemBesideAnyWriting(String other) {
    String text = other + " https://example.com/a " + other + " #" + FAMILY + "x " + other;

    assertEquals(
        List.of(new Target.Link("https://example.com/a"), new Target.Tag(FAMILY + "x")),
        targets(text));
  }

  /** No-break space, line separator, em space, next line: Bluesky takes no address with any. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00A0", "\u2028", "\u2003", "\u0085", "\u0000", "\u3000"})
  void shouldEndAtAnySpace(String space) {
    String text = "https://example.com/a" + space + "example.com/b" + space + "#c" + space + "d";

    assertEquals(
        List.of(
            new Target.Link("https://example.com/a"),
            new Target.Link("https://example.com/b"),
            new Target.Tag("c")),
        targets(text));
  }

  @Property
  void shouldNeverOverlapAndAlwaysSayWhatIsThere(@ForAll("texts") String text) {
    int end = 0;
    for (Passage passage : Passages.of(text)) {
      assertTrue(passage.start() >= end);
      assertTrue(passage.end() > passage.start() && passage.end() <= text.length());
      end = passage.end();
      String written = slice(text, passage);
      switch (passage.target()) {
        case Target.Link(String uri) ->
            assertTrue(
                (uri.equals(written) || uri.equals("https://" + written)) && isUri(uri), written);
        case Target.Mention(String handle) -> assertEquals(handle, written.substring(1));
        case Target.Tag(String tag) -> assertEquals(tag, written.substring(1));
      }
    }
  }

  /** Pieces that lead somewhere, pieces that do not, and what may stand between them. */
  @Provide
  Arbitrary<String> texts() {
    return Pieces.texts();
  }

  /** What the properties make their texts of. */
  static final class Pieces {

    private Pieces() {}

    static Arbitrary<String> texts() {
      Arbitrary<String> pieces =
          Arbitraries.frequencyOf(
              net.jqwik.api.Tuple.of(
                  3,
                  Arbitraries.of(
                      "https://example.com/a(b)",
                      "https://例え.jp/道?x=%20",
                      "example.com/x",
                      "@alice.bsky.social",
                      "@bob.test",
                      "#news",
                      "＃東京",
                      "#" + FAMILY)),
              net.jqwik.api.Tuple.of(
                  3,
                  Arbitraries.of(
                      " ", "\n", "(", ")", ").", "[", "]", "\"", ".", "…", "!", "，", "。", "\u200B",
                      "\u202E", "\u200F", "\u200D", "\uFE0F")),
              net.jqwik.api.Tuple.of(
                  2,
                  Arbitraries.of(
                      FAMILY, ARABIC, "é", "e\u0301", "\uD83C\uDDE9\uD83C\uDDEA", "word")),
              net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
      return pieces.list().ofMaxSize(20).map(parts -> String.join("", parts));
    }
  }

  /** What Bluesky's servers take for one: no space of any kind. */
  private static boolean isUri(String uri) {
    return uri.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private static List<Target> targets(String text) {
    return Passages.of(text).stream().map(Passage::target).toList();
  }

  private static String slice(String text, Passage passage) {
    return text.substring(passage.start(), passage.end());
  }
}
