package io.postly.local.workflow;

import io.postly.local.Port;
import io.postly.local.PostlySet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The script {@code postly}, as operators of the shared set call it. */
final class PostlyScript {

  private static final Path SCRIPT = Path.of("..", "..", "postly");

  private PostlyScript() {}

  /** How a command ended, and what it said. */
  record Said(int exit, String out, String err) {}

  static Said run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile("postly", ".out");
    Path err = Files.createTempFile("postly", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      PostlySet set = WholeSet.running();
      builder.environment().put("POSTLY_HOME", WholeSet.home().directory().toString());
      for (Port port : Port.values()) {
        builder.environment().put(port.key(), Integer.toString(set.ports().of(port)));
      }
      int exit = builder.start().waitFor();
      return new Said(
          exit,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
