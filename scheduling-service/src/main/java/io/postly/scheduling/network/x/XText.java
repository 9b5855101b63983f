package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a post has a text. X puts a short address in place of each link and escapes three
 * characters, so that its text is never the one that was sent where there is any of these.
 */
final class XText {

  private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

  private XText() {}

  /** Whether the post is of that text. */
  static boolean isOf(JsonNode post, String text) {
    String shown = composed(post.path("text").asText());
    String sent = composed(text);
    StringBuilder form = new StringBuilder();
    int done = 0;
    JsonNode links = post.path("entities").path("urls");
    for (JsonNode link : links) {
      String address = link.path("url").asText();
      int at = address.isEmpty() ? -1 : shown.indexOf(address, done);
      if (at < 0) {
        return false;
      }
      form.append(Pattern.quote(unescaped(shown.substring(done, at)))).append("(\\S+?)");
      done = at + address.length();
    }
    form.append(Pattern.quote(unescaped(shown.substring(done))));
    Matcher match = Pattern.compile(form.toString(), Pattern.DOTALL).matcher(sent);
    return match.matches() && haveSameLinks(match, links);
  }

  private static boolean haveSameLinks(Matcher match, JsonNode links) {
    for (int link = 0; link < links.size(); link++) {
      String expanded = links.get(link).path("expanded_url").asText();
      if (!bare(expanded).equals(bare(match.group(link + 1)))) {
        return false;
      }
    }
    return true;
  }

  /** X adds a scheme, and may add the path that is always there. */
  private static String bare(String address) {
    String rest = SCHEME.matcher(address).replaceFirst("");
    int path = rest.indexOf('/');
    String host = path < 0 ? rest : rest.substring(0, path);
    String target = path < 0 || path == rest.length() - 1 ? "" : rest.substring(path);
    return host.toLowerCase(Locale.ROOT) + target;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String composed(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
