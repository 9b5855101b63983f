package io.postly.local;

import io.postly.action.audit.chain.AuditFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./postly audit} is asked to do.
 *
 * @param isExport whether entries are to be written out; else chains are to be verified only
 * @param workspace the only workspace to look at, if named
 * @param service the only service to look at, by its short name, if named
 * @param format how to write entries
 * @param output the file to write to; standard output if not named
 * @param databases the file that names the databases to look at; those of the local set if not
 *     named
 */
record AuditArguments(
    boolean isExport,
    Optional<String> workspace,
    Optional<String> service,
    AuditFormat format,
    Optional<Path> output,
    Optional<Path> databases) {

  static final String USAGE =
      """
      Usage: ./postly audit verify [--workspace W] [--databases FILE]
             ./postly audit export --workspace W [--service S] [--format jsonl|csv] [--output FILE] [--databases FILE]""";

  private static final String VERIFY = "verify";
  private static final String EXPORT = "export";
  private static final String WORKSPACE = "--workspace";
  private static final String SERVICE = "--service";
  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";
  private static final String DATABASES = "--databases";
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          VERIFY,
          Set.of(WORKSPACE, DATABASES),
          EXPORT,
          Set.of(WORKSPACE, SERVICE, FORMAT, OUTPUT, DATABASES));

  /** Reads the words after {@code audit}; empty if they make no sense. */
  static Optional<AuditArguments> parse(List<String> words) {
    if (words.isEmpty() || !OPTIONS.containsKey(words.getFirst())) {
      return Optional.empty();
    }
    boolean isExport = words.getFirst().equals(EXPORT);
    return options(words.subList(1, words.size()), OPTIONS.get(words.getFirst()))
        .filter(options -> !isExport || options.containsKey(WORKSPACE))
        .flatMap(options -> of(isExport, options));
  }

  private static Optional<AuditArguments> of(boolean isExport, Map<String, String> options) {
    return AuditFormat.of(options.getOrDefault(FORMAT, AuditFormat.JSON_LINES.label()))
        .map(
            format ->
                new AuditArguments(
                    isExport,
                    Optional.ofNullable(options.get(WORKSPACE)),
                    Optional.ofNullable(options.get(SERVICE)),
                    format,
                    Optional.ofNullable(options.get(OUTPUT)).map(Path::of),
                    Optional.ofNullable(options.get(DATABASES)).map(Path::of)));
  }

  private static Optional<Map<String, String>> options(List<String> words, Set<String> known) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      boolean isRepeated = options.put(words.get(i), words.get(i + 1)) != null;
      if (isRepeated || !known.contains(words.get(i))) {
        return Optional.empty();
      }
    }
    return words.size() % 2 == 0 ? Optional.of(options) : Optional.empty();
  }
}
