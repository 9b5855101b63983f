package io.postly.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Renders the chart with Helm itself. */
final class Chart {

  static final String RELEASE = "postly";
  static final String NAMESPACE = "publishing";

  /** Helm's library leaves out what is a hook, so the chart's own test is none here. */
  static final String HOOK = "    helm.sh/hook: test\n";

  private static final Path WITHOUT_HOOKS = withoutHooks();
  private static final Map<Variant, String> WRITTEN = new ConcurrentHashMap<>();
  private static final Map<Variant, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** The manifests of a variant; rendered once. */
  static Manifests render(Variant variant) {
    return RENDERED.computeIfAbsent(variant, unseen -> new Manifests(parse(written(unseen))));
  }

  /** What Helm wrote the first time. */
  static String written(Variant variant) {
    return WRITTEN.computeIfAbsent(variant, Chart::text);
  }

  /** What Helm writes, anew each time. */
  static String text(Variant variant) {
    return text(variant, RELEASE);
  }

  static String text(Variant variant, String release) {
    try {
      Path values = Files.createTempFile("values", ".yaml");
      try {
        ChartFiles.YAML.writeValue(values.toFile(), variant.values());
        return new Helm(WITHOUT_HOOKS)
            .template()
            .withName(release)
            .withNamespace(NAMESPACE)
            .withKubeVersion("1.34.0")
            .withValuesFile(values)
            .call();
      } finally {
        Files.delete(values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path withoutHooks() {
    Path copy = Path.of("target", "chart-without-hooks");
    try {
      ChartFiles.copyChart(copy);
      Path test = copy.resolve("templates").resolve("test.yaml");
      Files.writeString(test, Files.readString(test).replace(HOOK, ""));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> parse(String text) {
    try (MappingIterator<JsonNode> documents =
        ChartFiles.YAML.readerFor(JsonNode.class).readValues(text)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
