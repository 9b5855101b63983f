package io.postly.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The one media type that is taken and given. */
public final class MediaTypes {

  private static final String JSON = "application/json";
  private static final Set<String> RANGES = Set.of(JSON, "application/*", "*/*");

  private MediaTypes() {}

  /**
   * Whether the value of a {@code Content-Type} header, null if there is none, says that the body
   * is JSON.
   */
  public static boolean isJson(String contentType) {
    return contentType != null && type(contentType).equals(JSON);
  }

  /**
   * Whether the values of the {@code Accept} headers allow a JSON answer; without any, everything
   * is allowed.
   */
  public static boolean acceptsJson(List<String> accept) {
    return accept.isEmpty()
        || accept.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(MediaTypes::type)
            .anyMatch(RANGES::contains);
  }

  private static String type(String mediaType) {
    return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
