package io.postly.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What clients see of the tools changes on purpose only. After a wanted change, run the tests with
 * {@code -Dpostly.contract.update=true} and review the difference.
 */
class ToolSnapshotTest {

  private static final Path SNAPSHOTS = Path.of("src/test/resources/tools");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldDescribeTheToolsAsBefore() throws IOException {
    Map<String, String> described = describe();
    if (Boolean.getBoolean("postly.contract.update")) {
      write(described);
    }

    Map<String, String> before = snapshots();
    assertEquals(before.keySet(), described.keySet());
    described.forEach((name, descriptor) -> assertEquals(before.get(name), descriptor, name));
  }

  @Test
  void shouldReferToNothing() {
    describe().values().forEach(descriptor -> assertFalse(descriptor.contains("$ref"), descriptor));
  }

  /** Clients read patterns as ECMA 262 has them, which knows no flags inside. */
  @Test
  void shouldUseOnlyPatternsThatEveryClientReads() {
    describe().values().forEach(descriptor -> assertFalse(descriptor.contains("(?"), descriptor));
  }

  private static Map<String, String> describe() {
    Map<String, String> described = new TreeMap<>();
    for (ToolDescriptor tool :
        new Tools(new Catalog(BuiltContracts.all()), new Views()).descriptors()) {
      described.put(tool.name(), print(tool.json()));
    }
    return described;
  }

  private static Map<String, String> snapshots() throws IOException {
    Map<String, String> snapshots = new TreeMap<>();
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      for (Path file : files.toList()) {
        snapshots.put(file.getFileName().toString().replace(".json", ""), Files.readString(file));
      }
    }
    return snapshots;
  }

  private static void write(Map<String, String> described) throws IOException {
    Files.createDirectories(SNAPSHOTS);
    for (String name : snapshots().keySet()) {
      Files.delete(SNAPSHOTS.resolve(name + ".json"));
    }
    for (var descriptor : described.entrySet()) {
      Files.writeString(SNAPSHOTS.resolve(descriptor.getKey() + ".json"), descriptor.getValue());
    }
  }

  private static String print(ObjectNode descriptor) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(descriptor) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
