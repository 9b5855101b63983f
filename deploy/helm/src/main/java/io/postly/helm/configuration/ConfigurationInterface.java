package io.postly.helm.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The settings that one {@code @ConfigMapping} interface declares, read from its source: the
 * Javadoc of a member is what the document says of it, its annotations are default and bounds. What
 * the module's {@code application.properties} sets is the default of what has none.
 */
final class ConfigurationInterface {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([a-z0-9.-]+):?}(.*)");
  private static final Pattern IN_A_PROFILE = Pattern.compile("%([a-z]+)\\.(.+)");

  /** The last sentences, since there is a column for it. */
  private static final Pattern DEFAULT =
      Pattern.compile("(?s) ?(Default: |Required; there is no default|Empty by default).*");

  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

  private final Path project;
  private final Properties properties;
  private final Map<String, ClassTree> nested = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private DocTrees trees;
  private CompilationUnitTree unit;

  private ConfigurationInterface(Path project, Properties properties) {
    this.project = project;
    this.properties = properties;
  }

  /**
   * Reads one.
   *
   * @param project the directory of all modules
   * @param source the interface's file, below it
   */
  static List<Setting> settings(Path project, Path source) {
    Path module = source.subpath(0, moduleDepth(source));
    ConfigurationInterface read =
        new ConfigurationInterface(project, properties(project.resolve(module)));
    read.parse(source);
    return List.copyOf(read.settings);
  }

  private static int moduleDepth(Path source) {
    for (int i = 0; i < source.getNameCount(); i++) {
      if (source.getName(i).toString().equals("src")) {
        return i;
      }
    }
    throw new IllegalArgumentException(source + " is in no module");
  }

  private static Properties properties(Path module) {
    Properties properties = new Properties();
    Path file = module.resolve("src/main/resources/application.properties");
    if (Files.exists(file)) {
      try {
        properties.load(new StringReader(Files.readString(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  private void parse(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjects(project.resolve(source)));
      trees = DocTrees.instance(task);
      unit = task.parse().iterator().next();
      ClassTree mapping = (ClassTree) unit.getTypeDecls().getFirst();
      rememberNested(mapping);
      AnnotationTree named = annotation(mapping.getModifiers().getAnnotations(), "ConfigMapping");
      addMembers(mapping, Bounds.arguments(named).get("prefix"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rememberNested(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree inner) {
        nested.put(inner.getSimpleName().toString(), inner);
        rememberNested(inner);
      }
    }
  }

  private void addMembers(ClassTree type, String prefix) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && !method.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
        addMember(method, prefix);
      }
    }
  }

  private void addMember(MethodTree method, String prefix) {
    String key = prefix + "." + dashed(method.getName().toString());
    ClassTree inner = nested.get(innermost(method.getReturnType()));
    if (inner == null) {
      settings.add(setting(method, key));
    } else if (annotation(method.getModifiers().getAnnotations(), "WithParentName") == null) {
      addMembers(inner, key);
    } else {
      named(prefix).forEach(name -> addMembers(inner, prefix + "." + name));
    }
  }

  /** The names that the module itself uses in a map. */
  private List<String> named(String prefix) {
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(prefix + "."))
        .map(key -> key.substring(prefix.length() + 1).replaceFirst("\\..*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private Setting setting(MethodTree method, String key) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    return new Setting(
        key,
        standard(key, annotations, method.getReturnType()),
        Bounds.of(annotations, method.getReturnType()),
        description(method, key));
  }

  private String standard(String key, List<? extends AnnotationTree> annotations, Tree type) {
    AnnotationTree written = annotation(annotations, "WithDefault");
    String value =
        written == null ? properties.getProperty(key) : Bounds.arguments(written).get("value");
    if (value == null) {
      return type.toString().startsWith("Optional") ? "none" : "none, required";
    }
    return shown(value) + inProfiles(key);
  }

  private String inProfiles(String key) {
    return properties.stringPropertyNames().stream()
        .sorted()
        .map(IN_A_PROFILE::matcher)
        .filter(Matcher::matches)
        .filter(found -> found.group(2).equals(key) && !found.group(1).equals("test"))
        .map(
            found ->
                "; `%s` in the profile `%s`"
                    .formatted(properties.getProperty(found.group()), found.group(1)))
        .collect(Collectors.joining());
  }

  /** What another setting says is shown by that one's name. */
  private static String shown(String value) {
    Matcher expression = EXPRESSION.matcher(value);
    if (!expression.matches()) {
      return "`" + value + "`";
    }
    String other = "`" + new Setting(expression.group(1), "", "", "").variable() + "`";
    return expression.group(2).isEmpty() ? other : other + " with `" + expression.group(2) + "`";
  }

  private String description(MethodTree method, String key) {
    String comment = trees.getDocComment(TreePath.getPath(unit, method));
    if (comment == null) {
      throw new IllegalStateException("Without Javadoc: " + key);
    }
    String text = CODE.matcher(comment.strip().replaceAll("\\s+", " ")).replaceAll("`$1`");
    return DEFAULT.matcher(text).replaceFirst("").replace("|", "\\|").strip();
  }

  private static String innermost(Tree type) {
    return type instanceof ParameterizedTypeTree parameterized
        ? innermost(parameterized.getTypeArguments().getLast())
        : type.toString().replaceFirst(".*[ .)]", "");
  }

  private static AnnotationTree annotation(
      List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String dashed(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
