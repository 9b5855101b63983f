package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People look up in docs/REASONS.md what the codes mean that scheduling gives as reasons. */
class ReasonDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/REASONS.md");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java/io/postly/scheduling/dispatch"),
          Path.of("src/main/java/io/postly/scheduling/network"),
          Path.of("src/main/java/io/postly/scheduling/publication"),
          Path.of("src/main/java/io/postly/scheduling/removal"),
          Path.of("../action-layer/src/main/java/io/postly/action/outgoing"));

  /** Where a reason is given, by its code or by the name of a constant. */
  private static final Pattern GIVEN =
      Pattern.compile(
          "(?:\\b(?:ofPost|ofAccount|forNow|ofPostly|unasked|untilRenewed|fail|hold|miss|doubt|cancel"
              + "|NotSent|NoAnswer)|Delivery\\.Unknown|Removal\\.Refused|Removal\\.NotNow)"
              + "\\(\\s*(?:\"([a-z0-9_]+)\"|(?:\\w+\\.)*([A-Z][A-Z_]+)\\s*[,)])");

  private static final Pattern CONSTANT =
      Pattern.compile("String ([A-Z_]+) =\\s*\"([a-z0-9_]+)\";");

  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");

  @Test
  void shouldHaveEveryReason() throws IOException {
    String sources = sources();
    Set<String> missing = given(sources);
    missing.removeAll(documented());

    assertTrue(given(sources).size() > 30, "Reasons are given elsewhere by now");
    assertEquals(Set.of(), missing);
  }

  @Test
  void shouldHaveNothingThatIsNoReasonAnyMore() throws IOException {
    String sources = sources();
    Set<String> documented = documented();
    documented.removeIf(code -> code.startsWith("http_") || sources.contains('"' + code + '"'));

    assertEquals(Set.of(), documented);
  }

  private static Set<String> given(String sources) {
    Set<String> given = new TreeSet<>();
    GIVEN
        .matcher(sources)
        .results()
        .forEach(
            one -> {
              if (one.group(1) != null) {
                given.add(one.group(1));
              } else {
                given.addAll(values(sources, one.group(2)));
              }
            });
    return given;
  }

  private static List<String> values(String sources, String constant) {
    return CONSTANT
        .matcher(sources)
        .results()
        .filter(one -> one.group(1).equals(constant))
        .map(one -> one.group(2))
        .toList();
  }

  private static Set<String> documented() throws IOException {
    Matcher rows = DOCUMENTED.matcher(Files.readString(DOCUMENT));
    Set<String> documented = new TreeSet<>();
    rows.results().map((MatchResult row) -> row.group(1)).forEach(documented::add);
    return documented;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(ReasonDocumentTest::text)
            .forEach(all::append);
      }
    }
    return all.toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
