package io.postly.helm.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The chart's {@code values.yaml}: what is commented is a value, or a group of values that are
 * commented themselves.
 */
public final class ValuesFile {

  private ValuesFile() {}

  /**
   * All values in the order of the file.
   *
   * @throws IllegalArgumentException if one has no comment
   */
  public static List<ChartValue> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    List<ChartValue> values = new ArrayList<>();
    collect((MappingNode) new Yaml(options).compose(new StringReader(text)), List.of(), values);
    return values;
  }

  private static void collect(MappingNode mapping, List<String> parents, List<ChartValue> values) {
    for (NodeTuple entry : mapping.getValue()) {
      List<String> path = new ArrayList<>(parents);
      path.add(((ScalarNode) entry.getKeyNode()).getValue());
      if (!isCommented(entry)) {
        throw new IllegalArgumentException("No comment: " + String.join(".", path));
      }
      Node value = entry.getValueNode();
      boolean group =
          value instanceof MappingNode inner
              && inner.getFlowStyle() == FlowStyle.BLOCK
              && isCommented(inner.getValue().getFirst());
      values.add(new ChartValue(path, comment(entry), group ? "" : compact(value)));
      if (group) {
        collect((MappingNode) value, path, values);
      }
    }
  }

  private static boolean isCommented(NodeTuple entry) {
    return entry.getKeyNode().getBlockComments() != null
        && !entry.getKeyNode().getBlockComments().isEmpty();
  }

  private static String comment(NodeTuple entry) {
    return entry.getKeyNode().getBlockComments().stream()
        .map(CommentLine::getValue)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String compact(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          scalar.getScalarStyle() == ScalarStyle.PLAIN
              ? scalar.getValue()
              : '"' + scalar.getValue() + '"';
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .map(ValuesFile::compact)
              .collect(Collectors.joining(", ", "[", "]"));
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(entry -> compact(entry.getKeyNode()) + ": " + compact(entry.getValueNode()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> throw new IllegalArgumentException("Not a value: " + node.getTag());
    };
  }
}
