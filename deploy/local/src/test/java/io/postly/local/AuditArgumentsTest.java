package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.action.audit.chain.AuditFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditArgumentsTest {

  @Test
  void verifiesEverythingOrOneWorkspace() {
    assertThat(AuditArguments.parse(List.of("verify")))
        .contains(
            new AuditArguments(
                false,
                Optional.empty(),
                Optional.empty(),
                AuditFormat.JSON_LINES,
                Optional.empty(),
                Optional.empty()));
    assertThat(AuditArguments.parse(List.of("verify", "--workspace", "acme")).orElseThrow())
        .extracting(AuditArguments::workspace)
        .isEqualTo(Optional.of("acme"));
  }

  @Test
  void exportsWhatTheOptionsSay() {
    List<String> words =
        List.of(
            "export",
            "--output",
            "trail.csv",
            "--format",
            "csv",
            "--service",
            "drafts",
            "--workspace",
            "acme",
            "--databases",
            "databases.properties");

    assertThat(AuditArguments.parse(words))
        .contains(
            new AuditArguments(
                true,
                Optional.of("acme"),
                Optional.of("drafts"),
                AuditFormat.CSV,
                Optional.of(Path.of("trail.csv")),
                Optional.of(Path.of("databases.properties"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check",
        "verify acme",
        "verify --workspace",
        "verify --service drafts",
        "verify --workspace acme --workspace globex",
        "export",
        "export --service drafts",
        "export --workspace acme --format xml",
        "export --workspace acme --colour red"
      })
  void doesNotGuess(String line) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

    assertThat(AuditArguments.parse(words)).isEmpty();
  }
}
