package io.postly.gateway.view;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Joins a module with all that it imports to one script, each after what it needs. Made for modules
 * that import by name, from files beside them, and export where they declare; all of them share one
 * scope afterwards, so no two may declare the same name.
 */
final class Modules {

  private static final Pattern IMPORT =
      Pattern.compile("^import \\{[^}]*} from \"\\./([a-z-]+\\.mjs)\";\\n", Pattern.MULTILINE);
  private static final Pattern EXPORT =
      Pattern.compile("^export (?=(?:async )?function |class |const )", Pattern.MULTILINE);

  private final UnaryOperator<String> sources;
  private final Set<String> joined = new HashSet<>();
  private final StringBuilder script = new StringBuilder();

  private Modules(UnaryOperator<String> sources) {
    this.sources = sources;
  }

  /**
   * The joined script.
   *
   * @param module the name of the module to begin with
   * @param sources gives a module's text by its name
   */
  static String join(String module, UnaryOperator<String> sources) {
    Modules modules = new Modules(sources);
    modules.add(module);
    return modules.script.toString();
  }

  private void add(String module) {
    if (!joined.add(module)) {
      return;
    }
    String source = sources.apply(module);
    IMPORT.matcher(source).results().forEach(found -> add(found.group(1)));
    String alone = IMPORT.matcher(source).replaceAll("");
    script.append(EXPORT.matcher(alone).replaceAll("").strip()).append("\n\n");
  }
}
