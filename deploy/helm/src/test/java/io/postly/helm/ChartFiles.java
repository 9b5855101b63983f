package io.postly.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The chart and the project around it, as files. */
final class ChartFiles {

  static final Path CHART = Path.of("postly");
  static final Path PROJECT = Path.of("..", "..");
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ChartFiles() {}

  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode tree(String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      return tree.isObject() ? (ObjectNode) tree : YAML.createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copyChart(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(CHART.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Puts the second over the first, key by key, as Helm does; lists are replaced. */
  static ObjectNode merge(ObjectNode below, ObjectNode above) {
    ObjectNode merged = below.deepCopy();
    above
        .properties()
        .forEach(
            property -> {
              JsonNode present = merged.get(property.getKey());
              merged.set(
                  property.getKey(),
                  present instanceof ObjectNode inner
                          && property.getValue() instanceof ObjectNode outer
                      ? merge(inner, outer)
                      : property.getValue());
            });
    return merged;
  }
}
