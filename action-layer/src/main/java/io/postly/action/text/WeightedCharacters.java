package io.postly.action.text;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts as X does: by the weights of twitter-text's configuration, version 3. Where X knows every
 * top-level domain there is, any that could be one will do here; of what is a link only if its
 * domain exists, the larger number counts.
 */
final class WeightedCharacters {

  /** The weight of every code point outside the ranges, and of an emoji however it is made. */
  private static final int HEAVY = 2;

  private static final int LINK = 23;

  /** The first and last code points of the ranges that have a weight of one. */
  private static final int[][] LIGHT = {{0, 4351}, {8192, 8205}, {8208, 8223}, {8242, 8247}};

  /** More than any emoji that is in use; what is longer is several to X. */
  private static final int LONGEST_EMOJI = 10;

  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final Pattern EMOJI =
      Pattern.compile(
          "[0-9#*]\\x{FE0F}?\\x{20E3}|\\p{IsEmoji}\\x{FE0F}.*|\\p{IsEmoji_Presentation}.*",
          Pattern.DOTALL);

  private static final String DOMAIN =
      "(?:[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?\\.){1,10}(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})(?![a-z0-9_@-])";
  private static final String PATH =
      "(?::[0-9]{1,5})?(?:/(?:[a-z0-9!*';:=+,.$/%#\\[\\]_~@|&-]*[a-z0-9=#/+_-])?)?"
          + "(?:\\?[a-z0-9!?*'();:&=+$/%#\\[\\]_.,~|@-]*[a-z0-9_&=#/-])?";

  private static final Pattern LINKS =
      Pattern.compile(
          "(?<![a-z0-9@＠$#＃])(?<scheme>https?://)"
              + DOMAIN
              + PATH
              + "|(?<![\\p{L}\\p{N}@＠$#＃._/-])"
              + DOMAIN
              + PATH,
          Pattern.CASE_INSENSITIVE);

  private WeightedCharacters() {}

  /** How many characters a text has. */
  static int of(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    Matcher links = LINKS.matcher(composed);
    int count = 0;
    int done = 0;
    while (links.find()) {
      count += weight(composed.substring(done, links.start())) + ofLink(links);
      done = links.end();
    }
    return count + weight(composed.substring(done));
  }

  private static int ofLink(Matcher link) {
    return link.group("scheme") == null ? Math.max(LINK, weight(link.group())) : LINK;
  }

  private static int weight(String text) {
    return CLUSTER.matcher(text).results().mapToInt(cluster -> ofCluster(cluster.group())).sum();
  }

  private static int ofCluster(String cluster) {
    boolean isEmoji =
        cluster.codePointCount(0, cluster.length()) <= LONGEST_EMOJI
            && EMOJI.matcher(cluster).matches();
    return isEmoji ? HEAVY : cluster.codePoints().map(WeightedCharacters::ofCodePoint).sum();
  }

  private static int ofCodePoint(int codePoint) {
    for (int[] range : LIGHT) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return 1;
      }
    }
    return HEAVY;
  }
}
