package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What judges a soak, an upgrade and the dispatcher's figures ({@code deploy/bench}) finds what is
 * wrong: tests of its own, which Node runs without any package. Without a Node they are skipped,
 * but never in CI.
 */
class JudgesTest {

  @Test
  void judgesFindWhatIsWrong() throws IOException, InterruptedException {
    assumeTrue(
        Programs.exists("node") || Boolean.parseBoolean(System.getenv("CI")),
        "There is no Node here");
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    command.addAll(testFiles());

    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(said).isZero();
  }

  private static List<String> testFiles() throws IOException {
    Path folder = Project.find().root().resolve("deploy/bench/test");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> tests =
          files.map(Path::toString).filter(file -> file.endsWith(".test.mjs")).toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }
}
