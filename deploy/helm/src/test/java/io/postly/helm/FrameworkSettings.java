package io.postly.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings that Quarkus and Kafka's clients read when they start, as they list them themselves.
 */
final class FrameworkSettings {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
  private static final String KAFKA = "KAFKA_";

  private final Set<String> variables = new HashSet<>();
  private final List<Pattern> named = new ArrayList<>();

  FrameworkSettings() {
    try {
      for (URL model : Collections.list(getClass().getClassLoader().getResources(MODEL))) {
        try (InputStream content = model.openStream()) {
          collect(new ObjectMapper().readTree(content));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a variable sets something that is not fixed when the part is built. */
  boolean read(String variable) {
    if (variable.startsWith(KAFKA)) {
      String key = variable.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
      return ConsumerConfig.configNames().contains(key)
          && ProducerConfig.configNames().contains(key);
    }
    return variables.contains(variable)
        || named.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
  }

  private void collect(JsonNode node) {
    if (node.path("phase").asText().equals("RUN_TIME")) {
      add(node.at("/path/environmentVariable").asText());
      node.path("additionalPaths").forEach(path -> add(path.path("environmentVariable").asText()));
    }
    node.forEach(this::collect);
  }

  /** Between two underscores on each side is what whoever sets it calls it. */
  private void add(String variable) {
    if (variable.contains("__")) {
      named.add(Pattern.compile(variable.replaceAll("__[A-Z_]+?__", "_{1,2}[A-Z0-9]+_{1,2}")));
    } else {
      variables.add(variable);
    }
  }
}
