package io.postly.scheduling.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the command that starts a benchmark wants, and where it looks for what was measured. */
final class Figures {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Figures() {}

  /** Whole numbers of an option, in order. */
  static int[] numbers(String option, String otherwise) {
    return Stream.of(System.getProperty("postly.bench." + option, otherwise).split(","))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Like {@link #numbers}, of an option with one. */
  static int number(String option, int otherwise) {
    return IntStream.of(numbers(option, Integer.toString(otherwise))).findFirst().getAsInt();
  }

  /** Writes figures to a file of that name. */
  static void write(String name, Map<String, Object> figures) throws IOException {
    Path folder = Path.of(System.getProperty("postly.bench.figures", "target/bench"));
    Files.createDirectories(folder);
    MAPPER.writeValue(folder.resolve(name + ".json").toFile(), figures);
  }

  static void say(String line) {
    System.out.println(line);
  }
}
