package io.postly.action.text;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a network counts as one character of a post. */
public enum CharacterCount {
  /** Each Unicode code point. */
  CODE_POINTS {
    @Override
    public int of(String text) {
      return text.codePointCount(0, text.length());
    }
  },

  /** What a reader sees as one character: an extended grapheme cluster (UAX #29). */
  GRAPHEMES {
    @Override
    public int of(String text) {
      return (int) GRAPHEME.matcher(text).results().count();
    }
  },

  /**
   * Each code point, except that any web address counts 23 and of an account on another server only
   * the name before the server's (Mastodon, "Posting: character limits").
   */
  SHORT_LINKS {
    @Override
    public int of(String text) {
      String links = WEB_ADDRESS.matcher(text).replaceAll(LINK_OF_23);
      return CODE_POINTS.of(REMOTE_ACCOUNT.matcher(links).replaceAll("$1"));
    }
  };

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  // What ends a sentence or closes a bracket or quotation is not part of an address.
  private static final Pattern WEB_ADDRESS =
      Pattern.compile(
          "(?<![\\w@])https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]']",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern REMOTE_ACCOUNT =
      Pattern.compile("(?<![\\w/])(@\\w+)@[\\w.-]*\\w", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String LINK_OF_23 = Matcher.quoteReplacement("x".repeat(23));

  /** How many characters a text has. */
  public abstract int of(String text);

  /** The name used in events and answers. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The way of counting of that label; empty for a label that is none. */
  public static Optional<CharacterCount> labelled(String label) {
    return Arrays.stream(values()).filter(count -> count.label().equals(label)).findFirst();
  }
}
