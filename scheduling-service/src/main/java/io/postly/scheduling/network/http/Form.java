package io.postly.scheduling.network.http;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Named values as {@code application/x-www-form-urlencoded}: the body of a request, or the query of
 * an address.
 */
public final class Form {

  private final Map<String, String> values = new LinkedHashMap<>();

  /** With one more value. */
  public Form with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** As it is sent. */
  public String encoded() {
    return values.entrySet().stream()
        .map(value -> encode(value.getKey()) + "=" + encode(value.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** As the body of a request. */
  Content content() {
    return new Content("application/x-www-form-urlencoded", Buffer.buffer(encoded()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without its values, which no log may show. */
  @Override
  public String toString() {
    return "a form of " + values.keySet();
  }
}
