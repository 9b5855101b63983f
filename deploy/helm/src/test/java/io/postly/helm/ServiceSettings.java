package io.postly.helm;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The settings that a part's own code and configuration read, found in its sources. */
final class ServiceSettings {

  private static final String THIS_MACHINE = "localhost";
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([a-z0-9.-]+)(:[^}]*)?}");
  private static final Pattern SINGLE =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name\\s*=\\s*\"([^\"]+)\"(\\s*,\\s*defaultValue\\s*=)?");

  /** By the modules: to read one takes a compiler's work. */
  private static final Map<List<String>, ServiceSettings> READ = new ConcurrentHashMap<>();

  private final Set<String> readKeys = new TreeSet<>();
  private final Set<String> requiredKeys = new TreeSet<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, ClassTree> interfaces = new TreeMap<>();

  /**
   * Reads the sources of the modules that a part is made of, once; the last one's configuration
   * goes before that of the others.
   */
  static ServiceSettings of(String... modules) {
    return READ.computeIfAbsent(List.of(modules), ServiceSettings::read);
  }

  private static ServiceSettings read(List<String> modules) {
    ServiceSettings settings = new ServiceSettings();
    for (String module : modules) {
      settings.readProperties(ChartFiles.PROJECT.resolve(module).resolve("src/main/resources"));
    }
    for (String module : modules) {
      settings.readSources(ChartFiles.PROJECT.resolve(module).resolve("src/main/java"));
    }
    settings.requireWhatIsOnThisMachine();
    return settings;
  }

  /** Names of environment variables by which something is set that is read. */
  Set<String> read() {
    return variables(readKeys);
  }

  /** Those without which a part does not start, or takes this machine for the world. */
  Set<String> required() {
    return variables(requiredKeys);
  }

  String property(String key) {
    return properties.get(key);
  }

  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Set<String> variables(Set<String> keys) {
    Set<String> variables = new TreeSet<>();
    keys.forEach(key -> variables.add(variable(key)));
    return variables;
  }

  private void readProperties(Path resources) {
    for (String name :
        List.of("META-INF/microprofile-config.properties", "application.properties")) {
      Path file = resources.resolve(name);
      if (Files.exists(file)) {
        Properties read = new Properties();
        try {
          read.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        read.stringPropertyNames().stream()
            .filter(key -> !key.startsWith("%"))
            .forEach(key -> properties.put(key, read.getProperty(key)));
      }
    }
    properties.forEach(
        (key, value) -> {
          readKeys.add(key);
          Matcher expression = EXPRESSION.matcher(value);
          while (expression.find()) {
            readKeys.add(expression.group(1));
          }
        });
  }

  private void readSources(Path sources) {
    if (!Files.isDirectory(sources)) {
      return;
    }
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      List<Path> mappings = new ArrayList<>();
      for (Path file : java) {
        String text = Files.readString(file);
        if (text.contains("@ConfigMapping")) {
          mappings.add(file);
        }
        Matcher single = SINGLE.matcher(text);
        while (single.find()) {
          add(single.group(1), single.group(2) == null);
        }
      }
      if (!mappings.isEmpty()) {
        parse(mappings);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void parse(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
      JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, sources);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          ClassTree mapping = (ClassTree) type;
          interfaces.clear();
          nested(mapping);
          members(mapping, argument(mapping.getModifiers().getAnnotations(), "ConfigMapping"));
        }
      }
    }
  }

  private void nested(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree inner) {
        interfaces.put(inner.getSimpleName().toString(), inner);
        nested(inner);
      }
    }
  }

  private void members(ClassTree type, String prefix) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && !method.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
        method(method, prefix);
      }
    }
  }

  private void method(MethodTree method, String prefix) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    String type = method.getReturnType().toString();
    String key = prefix + "." + dashed(method.getName().toString());
    ClassTree inner = interfaces.get(type.replaceFirst(".*[ .)]", ""));
    if (has(annotations, "WithParentName")) {
      // A map of what the configuration itself names.
      properties.keySet().stream()
          .filter(name -> name.startsWith(prefix + "."))
          .forEach(name -> add(name, false));
    } else if (inner == null) {
      boolean optional = type.contains("Optional") || has(annotations, "WithDefault");
      add(key, !optional);
      if (argument(annotations, "WithDefault").contains(THIS_MACHINE)) {
        requiredKeys.add(key);
      }
    } else {
      members(inner, key);
    }
  }

  private void add(String key, boolean required) {
    readKeys.add(key);
    if (required && !properties.containsKey(key) && !key.startsWith("quarkus.")) {
      requiredKeys.add(key);
    }
  }

  /** What another setting says besides need not be said. */
  private void requireWhatIsOnThisMachine() {
    Set<String> following = new HashSet<>();
    properties.forEach(
        (key, value) -> {
          if (value.contains(THIS_MACHINE)) {
            requiredKeys.add(key);
          }
          if (EXPRESSION.matcher(value).matches()) {
            following.add(key);
          }
        });
    requiredKeys.removeAll(following);
  }

  private static boolean has(List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals(name));
  }

  private static String argument(List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
        .flatMap(annotation -> annotation.getArguments().stream())
        .map(ServiceSettings::literal)
        .findFirst()
        .orElse("");
  }

  private static String literal(ExpressionTree argument) {
    ExpressionTree value =
        argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
    return value instanceof LiteralTree text ? text.getValue().toString() : value.toString();
  }

  private static String dashed(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
