package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Tells what an identifier changes in an answer from what the object behind it does. */
final class Identifiers {

  private static final Pattern IDENTIFIER =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final long TIME_AND_VERSION = 0xFFFF_FFFF_FFFF_F000L;
  private static final long VARIANT = 0xC000_0000_0000_0000L;

  private Identifiers() {}

  /** The same arguments, with identifiers of nothing; a file has none. */
  static Map<String, Object> unknown(Map<String, Object> arguments) {
    String replaced =
        IDENTIFIER
            .matcher(Web.write(arguments))
            .replaceAll(id -> sibling(UUID.fromString(id.group())).toString());
    Map<String, Object> unknown = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : Web.parse(replaced).properties()) {
      boolean isFile = arguments.get(argument.getKey()) instanceof byte[];
      unknown.put(
          argument.getKey(),
          isFile ? arguments.get(argument.getKey()) : Web.value(argument.getValue()));
    }
    return unknown;
  }

  /** Whether an identifier is in there. */
  static boolean areIn(Object value) {
    return IDENTIFIER.matcher(Web.write(value)).find();
  }

  /** The text with every identifier left open. */
  static String open(String text) {
    return IDENTIFIER.matcher(text).replaceAll("…");
  }

  /** One that was made in the same millisecond: answers depend on how old an identifier is. */
  private static UUID sibling(UUID id) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
        (id.getMostSignificantBits() & TIME_AND_VERSION) | (random.nextLong() & ~TIME_AND_VERSION),
        (id.getLeastSignificantBits() & VARIANT) | (random.nextLong() & ~VARIANT));
  }
}
