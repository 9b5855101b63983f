package io.postly.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Dockerfile's instructions, in their order.
 *
 * @param ignored what of the tree the build is not given, or given after all
 */
record Dockerfile(List<Instruction> instructions, List<String> ignored) {

  static Dockerfile read(Path file) {
    List<String> lines =
        Repository.read(file).lines().filter(line -> !line.startsWith("#")).toList();
    String joined = String.join("\n", lines).replaceAll("\\\\\n\\s*", " ");
    return new Dockerfile(
        joined
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split("\\s+", 2))
            .map(parts -> new Instruction(parts[0], parts[1].strip()))
            .toList(),
        Repository.read(file.resolveSibling(file.getFileName() + ".dockerignore"))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList());
  }

  /** What is written after each instruction of a kind. */
  List<String> all(String kind) {
    return instructions.stream()
        .filter(instruction -> instruction.kind().equals(kind))
        .map(Instruction::text)
        .toList();
  }

  /** The one instruction of a kind, or the last, which is the one that counts. */
  String last(String kind) {
    return all(kind).getLast();
  }

  /** A command without a shell, by its words. */
  static List<String> words(String command) {
    try {
      return new ObjectMapper().readValue(command, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError("Needs a shell: " + command, e);
    }
  }

  /** What is copied from the tree. */
  List<String> copied() {
    return all("COPY").stream()
        .flatMap(
            text -> {
              List<String> words =
                  Stream.of(text.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
              return words.subList(0, words.size() - 1).stream();
            })
        .toList();
  }

  /** One instruction, such as {@code USER 10001:10001}. */
  record Instruction(String kind, String text) {}
}
