package io.postly.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script says before there is a JVM to say anything. */
class PostlyScriptTest {

  @TempDir Path project;

  private record Said(int exit, String text) {}

  @BeforeEach
  void copyTheScript() {
    Path root = Project.find().root();
    FileTree.copy(root.resolve("postly"), project.resolve("postly"));
    FileTree.copy(root.resolve("mvnw"), project.resolve("mvnw"));
    FileTree.copy(root.resolve(".mvn"), project.resolve(".mvn"));
  }

  @Test
  void helpNamesEveryPort() throws IOException, InterruptedException {
    Said help = postly(Map.of(), "help");

    assertThat(help.exit()).isZero();
    for (Port port : Port.values()) {
      assertThat(help.text()).contains(port.key()).contains(Integer.toString(port.usual()));
    }
  }

  @Test
  void whatIsNoCommandIsAnsweredWithHelp() throws IOException, InterruptedException {
    Said answer = postly(Map.of(), "upp");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text()).contains("Usage: ./postly <command>");
  }

  @Test
  void withoutAJdk25ItSaysWhatIsMissing() throws IOException, InterruptedException {
    Path search = project.resolve(".mvn/find-jdk.sh");
    Files.writeString(search, Files.readString(search).replace("/usr/lib/jvm", "/nowhere"));
    Path tools = Files.createDirectory(project.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed", "grep", "cat", "ls", "find", "head")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
    }
    Map<String, String> bare =
        Map.of("JAVA_HOME", "", "HOME", project.toString(), "PATH", tools.toString());

    Said refusal = postly(bare, "up");

    assertThat(refusal.exit()).isEqualTo(2);
    assertThat(refusal.text()).contains("Postly needs a JDK 25 and found none.", "JAVA_HOME");
  }

  @Test
  void nothingIsBuiltUnderWhatRuns() throws IOException, InterruptedException {
    Path run = Files.createDirectories(project.resolve(".postly/run"));
    Files.writeString(
        run.resolve("kafka.properties"), "pid=" + ProcessHandle.current().pid() + "\n");

    for (String command : List.of("test", "build")) {
      Said refusal = postly(Map.of(), command);
      assertThat(refusal.exit()).isEqualTo(1);
      assertThat(refusal.text()).contains("Run ./postly down first");
    }
  }

  @Test
  void whereNothingIsBuiltNothingRuns() throws IOException, InterruptedException {
    Said status = postly(Map.of(), "status");

    assertThat(status.exit()).isZero();
    assertThat(status.text()).contains("Postly is not built");
  }

  @Test
  void whereNothingIsBuiltNoAuditTrailIsCalledIntact() throws IOException, InterruptedException {
    Said refusal = postly(Map.of(), "audit", "verify");

    assertThat(refusal.exit()).isEqualTo(1);
    assertThat(refusal.text()).contains("Postly is not built");
  }

  @Test
  void aBackupNeedsAFileAndSomethingThatWasBuilt() throws IOException, InterruptedException {
    for (String command : List.of("backup", "restore")) {
      Said incomplete = postly(Map.of(), command);
      assertThat(incomplete.exit()).isEqualTo(2);
      assertThat(incomplete.text()).contains(command + " FILE");

      Said refusal = postly(Map.of(), command, "file");
      assertThat(refusal.exit()).isEqualTo(1);
      assertThat(refusal.text()).contains("Run ./postly build first");
    }
  }

  @Test
  void withoutANetworkItSaysThatLibrariesCouldNotBeFetched()
      throws IOException, InterruptedException {
    Files.writeString(
        project.resolve("mvnw"),
        """
        #!/bin/sh
        echo '[ERROR] Failed to execute goal: Could not transfer artifact: Unknown host'
        exit 1
        """);

    Said failure = postly(Map.of(), "up");

    assertThat(failure.exit()).isEqualTo(1);
    assertThat(failure.text()).contains("could not be fetched", "Check the network connection");
  }

  private Said postly(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", project.resolve("postly").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("POSTLY_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
