package io.postly.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML with anchors and merged mappings; a key that is there twice is refused. */
final class Yaml {

  /** Refuses members that a record does not have. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Yaml() {}

  static Map<?, ?> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object document =
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(Repository.read(file));
    return (Map<?, ?>) document;
  }

  static <T> T strictly(Map<?, ?> document, Class<T> type) {
    return STRICT.convertValue(document, type);
  }
}
