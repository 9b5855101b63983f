package io.postly.analytics.report;

import io.postly.action.problem.ActionErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What to do about an error, as the error catalog says: the codes that all services share are in
 * the code, each service's own in a list that a test makes of the services' catalogs.
 */
@ApplicationScoped
class NextSteps {

  private static final String LIST = "/next-steps.properties";

  private final Map<String, String> shared =
      Arrays.stream(ActionErrorCode.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  ActionErrorCode::code, code -> code.definition().nextStep()));
  private final Properties ofServices = load();

  /** The next step after that error of that service; empty for a code that is no longer known. */
  Optional<String> after(String service, String code) {
    return Optional.ofNullable(shared.get(code))
        .or(() -> Optional.ofNullable(ofServices.getProperty(service + "." + code)));
  }

  private static Properties load() {
    try (InputStream list = NextSteps.class.getResourceAsStream(LIST);
        Reader reader = new InputStreamReader(list, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
