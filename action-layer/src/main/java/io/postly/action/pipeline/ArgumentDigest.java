package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Parameter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of a call's arguments: two calls are the same call exactly if their digests are
 * equal.
 */
final class ArgumentDigest {

  private ArgumentDigest() {}

  static String of(ObjectMapper mapper, String action, InvocationContext call)
      throws JsonProcessingException {
    ObjectNode arguments = mapper.createObjectNode();
    arguments.put("action", action);
    Parameter[] parameters = call.getMethod().getParameters();
    Object[] values = call.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      // Of a file its fingerprint: as JSON it would be in memory several times.
      Object value = values[i] instanceof byte[] file ? sha256(file) : values[i];
      arguments.set(Integer.toString(i), mapper.valueToTree(value));
    }
    byte[] canonical =
        mapper.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsBytes(arguments);
    return "sha256:" + HexFormat.of().formatHex(sha256(canonical));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
