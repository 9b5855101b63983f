package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of a call's arguments: two calls are the same call exactly if their digests are
 * equal. What is absent is left out, and arguments go by name: a version that knows one more makes
 * the same of a call that does not have it, so that a call may be repeated, and confirmed, while
 * versions change.
 */
final class ArgumentDigest {

  private ArgumentDigest() {}

  static String of(ObjectMapper mapper, String action, Method method, Object[] values)
      throws JsonProcessingException {
    ObjectNode arguments = mapper.createObjectNode();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      // Of a file its fingerprint: as JSON it would be in memory several times.
      Object value = values[i] instanceof byte[] file ? sha256(file) : values[i];
      arguments.set(parameters[i].getName(), mapper.valueToTree(value));
    }
    removeAbsent(arguments);
    ObjectNode call = mapper.createObjectNode().put("action", action).set("arguments", arguments);
    byte[] canonical =
        mapper.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsBytes(call);
    return "sha256:" + HexFormat.of().formatHex(sha256(canonical));
  }

  private static void removeAbsent(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    node.forEach(ArgumentDigest::removeAbsent);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
