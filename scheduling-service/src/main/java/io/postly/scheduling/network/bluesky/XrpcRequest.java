package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.scheduling.network.http.Content;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One call of a method of the AT Protocol (XRPC).
 *
 * @param verb GET for what only reads, else POST
 * @param path with its query
 * @param input JSON, or {@link Content} as it is
 * @param headers without those that every call has
 */
record XrpcRequest(
    HttpMethod verb, String path, Optional<Object> input, Map<String, String> headers) {

  /** Copies the headers. */
  XrpcRequest {
    headers = Map.copyOf(headers);
  }

  /** A method that only reads. */
  static XrpcRequest query(String method, Map<String, String> parameters) {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    return new XrpcRequest(HttpMethod.GET, path(method) + "?" + query, Optional.empty(), Map.of());
  }

  /** A method that only reads, and needs to be told nothing. */
  static XrpcRequest query(String method) {
    return new XrpcRequest(HttpMethod.GET, path(method), Optional.empty(), Map.of());
  }

  /** A method that changes something. */
  static XrpcRequest procedure(String method, JsonNode input) {
    return new XrpcRequest(HttpMethod.POST, path(method), Optional.of(input), Map.of());
  }

  /** A method that takes a file. */
  static XrpcRequest upload(String method, Content file) {
    return new XrpcRequest(HttpMethod.POST, path(method), Optional.of(file), Map.of());
  }

  /** A method that takes nothing; its server refuses a body. */
  static XrpcRequest procedure(String method) {
    return new XrpcRequest(HttpMethod.POST, path(method), Optional.empty(), Map.of());
  }

  /** The same as the holder of a token. */
  XrpcRequest withToken(String token) {
    return with("authorization", "Bearer " + token);
  }

  /** The same with one more header. */
  XrpcRequest with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new XrpcRequest(verb, path, input, more);
  }

  private static String path(String method) {
    return "/xrpc/" + method;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return verb.name();
  }
}
