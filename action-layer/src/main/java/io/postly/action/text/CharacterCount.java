package io.postly.action.text;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a network counts as one character of a post. */
@RegisterForReflection
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
   * What a reader sees as one character, except that any link counts 23, and of an account on
   * another server only the name before the server's: what Mastodon counts (docs.joinmastodon.org,
   * "Posting to your profile", and its {@code StatusLengthValidator}).
   */
  SHORT_LINKS {
    @Override
    public int of(String text) {
      return GRAPHEMES.of(ShortLinks.shorten(text));
    }
  },

  /**
   * Letters of most alphabets count 1, all else and any emoji 2, any link 23: what X counts
   * (docs.x.com, "Counting characters", and its twitter-text).
   */
  WEIGHTED {
    @Override
    public int of(String text) {
      return WeightedCharacters.of(text);
    }
  };

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /** How many characters a text has. */
  public abstract int of(String text);

  /**
   * How many characters a text has with the content warning before it, in which nothing is short:
   * Mastodon counts both together, and links and accounts as such in the text alone ({@code
   * StatusLengthValidator}).
   *
   * @param contentWarning null or empty for none
   */
  public int of(String text, String contentWarning) {
    return of(text) + (contentWarning == null ? 0 : GRAPHEMES.of(contentWarning));
  }

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
