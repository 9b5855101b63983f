package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Tells whether a post has a text. X puts a short address in place of each link, adds one of a
 * post's pictures, and escapes three characters, so that its text is never the one that was sent
 * where there is any of these.
 */
final class XText {

  private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST_ADDRESS =
      Pattern.compile("(?:^|\\s+)(https://t\\.co/[A-Za-z0-9]+)\\s*$");

  private XText() {}

  /** How many pictures, or other media, the post has. */
  static int pictures(JsonNode post) {
    int attached = post.path("attachments").path("media_keys").size();
    return attached > 0 ? attached : addressesOfPictures(post).size();
  }

  /**
   * Whether the post is of that text, whatever pictures it has.
   *
   * @param hasPictures whether the text was sent with any
   */
  static boolean isOf(JsonNode post, String text, boolean hasPictures) {
    List<JsonNode> links = links(post).filter(link -> !isOfPicture(post, link)).toList();
    String shown = composed(withoutPictures(post, links, hasPictures));
    String sent = composed(text);
    StringBuilder form = new StringBuilder();
    int done = 0;
    for (JsonNode link : links) {
      String address = address(link);
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

  private static String address(JsonNode link) {
    return link.path("url").asText();
  }

  private static Stream<JsonNode> links(JsonNode post) {
    return StreamSupport.stream(post.path("entities").path("urls").spliterator(), false);
  }

  /** X does not always say of its own links what they are of: the address tells. */
  private static boolean isOfPicture(JsonNode post, JsonNode link) {
    return link.path("expanded_url")
        .asText()
        .matches(
            "https?://[^/]+/[^/]+/status/%s/(photo|video)/[0-9]+"
                .formatted(Pattern.quote(post.path("id").asText())));
  }

  /** Whether it surely has pictures, or other media, of its own. */
  static boolean hasOwnPictures(JsonNode post) {
    return links(post).anyMatch(link -> isOfPicture(post, link));
  }

  /**
   * Whether it has media that are another post's, as a link in its text may have them: of those X
   * may not tell as of other links.
   */
  static boolean showsMediaOfOthers(JsonNode post) {
    return links(post).anyMatch(link -> link.has("media_key") && !isOfPicture(post, link));
  }

  /** All pictures of a post have the same one. */
  private static Set<String> addressesOfPictures(JsonNode post) {
    return links(post)
        .filter(link -> isOfPicture(post, link))
        .map(XText::address)
        .collect(Collectors.toSet());
  }

  private static String withoutPictures(JsonNode post, List<JsonNode> links, boolean hasPictures) {
    String text = post.path("text").asText();
    Set<String> addresses = addressesOfPictures(post);
    for (String address : addresses) {
      text = text.replaceFirst("(?:^|\\s+)" + Pattern.quote(address), "");
    }
    return hasPictures && addresses.isEmpty() ? withoutUnknownAddress(text, links) : text;
  }

  /** X adds the address at the end, and may not say yet what it is of. */
  private static String withoutUnknownAddress(String text, List<JsonNode> links) {
    Matcher last = LAST_ADDRESS.matcher(text);
    return last.find() && links.stream().map(XText::address).noneMatch(last.group(1)::equals)
        ? text.substring(0, last.start())
        : text;
  }

  private static boolean haveSameLinks(Matcher match, List<JsonNode> links) {
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
