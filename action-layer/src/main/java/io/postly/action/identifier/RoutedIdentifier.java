package io.postly.action.identifier;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An identifier that says which service it belongs to, {@code drafts-0197…}: for things that every
 * service has of its own, such as undo records and confirmations. The gateway sends a call to the
 * service that stands before the first hyphen.
 *
 * @param service the service's short name, {@code drafts}
 * @param id unique in that service
 */
public record RoutedIdentifier(String service, UUID id) {

  /** What every text form matches; for path parameters and answers. */
  public static final String PATTERN = "[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final String SUFFIX = "-service";

  /** The identifier of something that the application of that name has. */
  public static RoutedIdentifier of(String application, UUID id) {
    return new RoutedIdentifier(shortName(application), id);
  }

  /** The identifier of that text; empty for a text that is none. */
  public static Optional<RoutedIdentifier> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    int hyphen = text.indexOf('-');
    return Optional.of(
        new RoutedIdentifier(
            text.substring(0, hyphen), UUID.fromString(text.substring(hyphen + 1))));
  }

  /** Whether it belongs to the application of that name. */
  public boolean isOf(String application) {
    return service.equals(shortName(application));
  }

  /** The text form. */
  @Override
  public String toString() {
    return service + "-" + id;
  }

  /** The short name of an application: {@code drafts} for {@code drafts-service}. */
  public static String shortName(String application) {
    return application.endsWith(SUFFIX)
        ? application.substring(0, application.length() - SUFFIX.length())
        : application;
  }
}
