package io.postly.scheduling.network.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as LinkedIn wants it in a post (learn.microsoft.com, "little Text Format"): what has a
 * meaning there is escaped, or LinkedIn cuts the text off; tags are written as tags.
 */
final class LittleText {

  private static final Pattern RESERVED = Pattern.compile("[\\\\|{}@\\[\\]()<>#*_~]");
  private static final Pattern TAG =
      Pattern.compile("(?<![\\p{L}\\p{N}_&/#])([#＃])([\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*)");

  private LittleText() {}

  /** A text that LinkedIn shows as it is. */
  static String of(String text) {
    Matcher tags = TAG.matcher(text);
    StringBuilder little = new StringBuilder();
    int done = 0;
    while (tags.find()) {
      little
          .append(escaped(text.substring(done, tags.start())))
          .append("{hashtag|\\")
          .append(tags.group(1))
          .append('|')
          .append(escaped(tags.group(2)))
          .append('}');
      done = tags.end();
    }
    return little.append(escaped(text.substring(done))).toString();
  }

  private static String escaped(String text) {
    return RESERVED.matcher(text).replaceAll("\\\\$0");
  }
}
