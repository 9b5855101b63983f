package io.postly.scheduling.network.bluesky;

import com.google.common.net.InternetDomainName;
import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.bluesky.Passage.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what leads somewhere in a text: web addresses, also without their scheme, mentions and
 * hashtags. Bluesky shows as such only what a post says to be; its own app finds much the same.
 */
final class Passages {

  private static final int MOST_CHARACTERS_OF_TAG = 64;
  private static final int MOST_BYTES_OF_TAG = 640;

  private static final String SPACE = "\\s\\p{Z}\\p{Cc}";

  // Marks of direction and characters without width belong to no address and no name.
  private static final String UNSEEN =
      "\\u00AD\\u061C\\u200A\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF";

  /** Punctuation of East Asian writing, which has no spaces around it; not its signs @ and #. */
  private static final String WIDE_PUNCTUATION =
      "\\u3000-\\u303F\\uFF01\\uFF02\\uFF04-\\uFF0F\\uFF1A-\\uFF1F\\uFF5B-\\uFF65";

  private static final String WORD = "[^" + SPACE + UNSEEN + "<>\"" + WIDE_PUNCTUATION + "]";

  /** What may come before: the beginning, space, an opening bracket or quotation mark. */
  private static final String BEFORE =
      "(?<![^" + SPACE + "\\p{Ps}\\p{Pi}\"'" + UNSEEN + WIDE_PUNCTUATION + "])";

  /** A name ends here, and is not just the beginning of something else. */
  private static final String NO_MORE_OF_IT = "(?!\\.?[\\p{L}\\p{N}@_-])";

  private static final Pattern WEB_ADDRESS =
      pattern("(?<![a-z0-9])https?://[\\p{L}\\p{N}\\[]" + WORD + "*");

  private static final Pattern DOMAIN =
      pattern(
          BEFORE
              + "("
              + Identifier.HANDLE_FORM
              + ")"
              + NO_MORE_OF_IT
              + "(?::\\d{1,5}(?!\\d))?(?:[/?#]"
              + WORD
              + "*)?");

  private static final Pattern MENTION =
      pattern(BEFORE + "[@\\uFF20](" + Identifier.HANDLE_FORM + ")" + NO_MORE_OF_IT);

  private static final Pattern HASHTAG =
      pattern(BEFORE + "[#\\uFF03](?!\\uFE0F)([^#\\uFF03" + SPACE + UNSEEN + "]+)");

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.,:;!?'\"\\u2026\\u060C\\u061B\\u061F\\u0964\\p{Pi}\\p{Pf}]$");
  private static final Pattern TAG_END = Pattern.compile("[\\p{P}\\u200C\\u200D]+$");
  private static final Pattern NO_NUMBER = Pattern.compile("[^\\p{N}\\p{P}\\p{M}\\u200C\\u200D]");
  private static final String CLOSING = ")]}>";
  private static final String OPENING = "([{<";

  private Passages() {}

  private static Pattern pattern(String form) {
    return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
  }

  /** All of them, in order and without overlaps. */
  static List<Passage> of(String text) {
    List<Passage> found = new ArrayList<>();
    add(found, text, WEB_ADDRESS, Passages::webAddress);
    add(found, text, DOMAIN, Passages::domain);
    add(found, text, MENTION, Passages::mention);
    add(found, text, HASHTAG, Passages::hashtag);
    found.sort(Comparator.comparingInt(Passage::start));
    return found;
  }

  /** What was found first stays: a mention within an address is part of the address. */
  private static void add(
      List<Passage> found,
      String text,
      Pattern pattern,
      Function<MatchResult, Optional<Passage>> reading) {
    pattern
        .matcher(text)
        .results()
        .map(reading)
        .flatMap(Optional::stream)
        .filter(passage -> found.stream().noneMatch(passage::overlaps))
        .forEach(found::add);
  }

  private static Optional<Passage> webAddress(MatchResult match) {
    String uri = withoutEnd(match.group());
    return Optional.of(passage(match.start(), uri, new Target.Link(uri)));
  }

  private static Optional<Passage> domain(MatchResult match) {
    String written = withoutEnd(match.group());
    return isPublic(match.group(1))
        ? Optional.of(passage(match.start(), written, new Target.Link("https://" + written)))
        : Optional.empty();
  }

  /** Whether it is a name that somebody may have registered: {@code node.js} is not. */
  private static boolean isPublic(String domain) {
    return InternetDomainName.isValid(domain)
        && InternetDomainName.from(domain).isUnderRegistrySuffix();
  }

  private static Optional<Passage> mention(MatchResult match) {
    String handle = match.group(1);
    return Identifier.isHandle(handle)
        ? Optional.of(new Passage(match.start(), match.end(), new Target.Mention(handle)))
        : Optional.empty();
  }

  private static Optional<Passage> hashtag(MatchResult match) {
    String tag = TAG_END.matcher(match.group(1)).replaceFirst("");
    boolean isTag =
        NO_NUMBER.matcher(tag).find()
            && CharacterCount.GRAPHEMES.of(tag) <= MOST_CHARACTERS_OF_TAG
            && tag.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES_OF_TAG;
    return isTag
        ? Optional.of(
            new Passage(match.start(), match.start(1) + tag.length(), new Target.Tag(tag)))
        : Optional.empty();
  }

  private static Passage passage(int start, String written, Target target) {
    return new Passage(start, start + written.length(), target);
  }

  /** Without what ends a sentence, and without brackets that were opened before the address. */
  private static String withoutEnd(String address) {
    String rest = address;
    while (SENTENCE_END.matcher(rest).find() || endsWithForeignBracket(rest)) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest;
  }

  private static boolean endsWithForeignBracket(String address) {
    int kind = CLOSING.indexOf(address.charAt(address.length() - 1));
    return kind >= 0 && count(address, OPENING.charAt(kind)) < count(address, CLOSING.charAt(kind));
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(character -> character == wanted).count();
  }
}
