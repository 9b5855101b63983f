package io.postly.approvals.console.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call of the API, put together.
 *
 * @param path below the API's root, encoded
 * @param query what to ask for; entries without a value are left out
 */
record ApiRequest(String path, Map<String, String> query) {

  private static final String ROOT = "/api/v1/";

  /**
   * A call of what those segments lead to.
   *
   * @throws RefusedException if one of them would lead elsewhere
   */
  static ApiRequest to(String... segments) {
    String path =
        Stream.of(segments).map(ApiRequest::segment).collect(Collectors.joining("/", ROOT, ""));
    return new ApiRequest(path, Map.of());
  }

  ApiRequest with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    if (value != null) {
      more.put(name, value.toString());
    }
    return new ApiRequest(path, more);
  }

  String target() {
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  /** A dot segment would be resolved away, and another action be called. */
  private static String segment(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new RefusedException(Problem.notFound("There is nothing at this address."));
    }
    return encode(text);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
