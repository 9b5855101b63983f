package io.postly.scheduling.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a network itself said of a post that it did not take. A stranger's words: for people to
 * read, and never a code, an instruction or a part of one.
 *
 * @param said in one line, without what nobody sees; of any length, and with whatever it is that
 *     the network said
 */
public record NetworkWords(String said) {

  /** The most code points that are shown. */
  public static final int LONGEST = 300;

  private static final String HIDDEN = "[…]";
  private static final String CUT_OFF = "…";

  /** Shorter parts of credentials are no secrets, and stand in other words too. */
  private static final int SHORTEST_SECRET = 8;

  /** Such as what turns the direction of what follows, or has no width. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}]");

  private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Z}\\s]+");

  /** What stands behind the name of a secret, and what is as long and mixed as only tokens are. */
  private static final Pattern NAMED_SECRET =
      Pattern.compile("(?i)(token|secret|password)=[^\\s&]+");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9_+=~-])(?=[A-Za-z_+=~-]*+[0-9])(?=[0-9_+=~-]*+[A-Za-z])"
              + "[A-Za-z0-9_+=~-]{20,}+");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes out what nobody sees, and makes it one line. */
  public NetworkWords {
    String seen = UNSEEN.matcher(said).replaceAll("");
    said = SPACE.matcher(seen).replaceAll(" ").strip();
  }

  /** What these members of an answer say, in that order; empty if none of them is a text. */
  public static Optional<NetworkWords> of(JsonNode... members) {
    String together =
        Arrays.stream(members)
            .filter(JsonNode::isTextual)
            .map(member -> new NetworkWords(member.textValue()).said())
            .filter(text -> !text.isEmpty())
            .distinct()
            .reduce("", NetworkWords::joined);
    return Optional.of(new NetworkWords(together)).filter(words -> !words.said().isEmpty());
  }

  private static String joined(String one, String other) {
    if (one.isEmpty()) {
      return other;
    }
    return one + (one.matches(".*\\p{Punct}") ? " " : ": ") + other;
  }

  /**
   * Without anything of the credentials that the post was sent with, should the network have said
   * it.
   *
   * @param credentials decrypted
   */
  public NetworkWords without(String credentials) {
    String rest = said;
    for (String secret : secrets(credentials)) {
      rest = rest.replace(secret, HIDDEN);
    }
    return new NetworkWords(rest);
  }

  /** The longest first: one may be part of another. */
  private static List<String> secrets(String credentials) {
    List<String> found = new ArrayList<>();
    collect(parsed(credentials), found);
    return found.stream()
        .filter(text -> text.length() >= SHORTEST_SECRET)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static void collect(JsonNode node, List<String> found) {
    if (node.isTextual()) {
      found.add(new NetworkWords(node.textValue()).said());
    }
    node.forEach(member -> collect(member, found));
  }

  private static JsonNode parsed(String credentials) {
    try {
      return JSON.readTree(credentials);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(credentials);
    }
  }

  /** As people are shown it: short, and without anything that looks like a token. */
  public String text() {
    String named = NAMED_SECRET.matcher(said).replaceAll("$1=" + HIDDEN);
    return cut(TOKEN.matcher(named).replaceAll(HIDDEN));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + CUT_OFF;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a network's words";
  }
}
