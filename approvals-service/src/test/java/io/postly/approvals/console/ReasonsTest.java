package io.postly.approvals.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

  private static final Path DOCUMENT = Path.of("../docs/REASONS.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (.+) \\|$");

  /** That the document has all codes is what the tests of scheduling see to. */
  @Test
  void everyCodeHasTheWordsOfTheDocument() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();

    assertFalse(rows.isEmpty());
    for (MatchResult row : rows) {
      assertEquals(row.group(2), Reasons.sentence(row.group(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http_451, The network refused the post (451).",
    "http_302, The network sent the post somewhere else (302).",
    "http_599, The network failed (599).",
    "some_new_code, some new code",
    "The price is wrong_, The price is wrong_",
    "http_99999, http 99999"
  })
  void otherReasonsAreSaidAsWellAsMayBe(String reason, String said) {
    assertEquals(said, Reasons.sentence(reason));
  }
}
