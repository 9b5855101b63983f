package io.postly.compose;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The configuration that an application reads: the members of its configuration interfaces, what is
 * injected by name, what its properties set or refer to, and what its libraries read.
 */
final class ReadableSettings {

  /** Of Quarkus and of Kafka's client; the project's own are found in its source. */
  private static final Set<String> OF_LIBRARIES =
      Set.of(
          "kafka.bootstrap.servers",
          "quarkus.http.host",
          "quarkus.datasource.jdbc.url",
          "quarkus.datasource.username",
          "quarkus.datasource.password",
          "quarkus.oidc.auth-server-url",
          "quarkus.oidc-client.credentials.secret");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9.-]+)");
  private static final Pattern INJECTED =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
  private static final Pattern PREFIX = Pattern.compile("prefix = \"([^\"]+)\"");

  private final Set<String> names = new HashSet<>(OF_LIBRARIES);

  private ReadableSettings() {}

  static ReadableSettings of(String application) {
    ReadableSettings settings = new ReadableSettings();
    settings.addModule(application);
    settings.addModule("action-layer/trace");
    if (!application.equals(Repository.GATEWAY)) {
      settings.addModule("action-layer");
    }
    return settings;
  }

  /** Whether some setting is read from the environment variable. */
  boolean has(String variable) {
    return names.stream().anyMatch(name -> variable.matches(variablePattern(name)));
  }

  private static String variablePattern(String name) {
    return name.toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9*]", "_")
        .replace(JavaSource.UNKNOWN, "[A-Z0-9_]+");
  }

  private void addModule(String module) {
    Path main = Repository.ROOT.resolve(module).resolve("src/main");
    for (String resource :
        List.of("application.properties", "META-INF/microprofile-config.properties")) {
      Path file = main.resolve("resources").resolve(resource);
      if (Files.exists(file)) {
        addProperties(Settings.in(file));
      }
    }
    try (Stream<Path> files = Files.walk(main.resolve("java"))) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(this::addSource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addProperties(Map<String, String> properties) {
    properties.forEach(
        (name, value) -> {
          names.add(name);
          addMatches(REFERENCE, value);
        });
  }

  private void addSource(Path file) {
    String text = Repository.read(file);
    addMatches(INJECTED, text);
    if (text.contains("@ConfigMapping(")) {
      ClassTree mapping = (ClassTree) JavaSource.parse(file).getTypeDecls().getFirst();
      addMembers(mapping, prefix(mapping));
    }
  }

  private void addMatches(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      names.add(found.group(1));
    }
  }

  private static String prefix(ClassTree mapping) {
    for (AnnotationTree annotation : mapping.getModifiers().getAnnotations()) {
      Matcher prefix = PREFIX.matcher(annotation.toString());
      if (prefix.find()) {
        return prefix.group(1);
      }
    }
    throw new AssertionError("No prefix: " + mapping.getSimpleName());
  }

  private void addMembers(ClassTree type, String prefix) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        String name = name(method, prefix);
        nested(type, method.getReturnType())
            .ifPresentOrElse(inner -> addMembers(inner, name), () -> names.add(name));
      }
    }
  }

  private static String name(MethodTree method, String prefix) {
    String own =
        method.getModifiers().toString().contains("@WithParentName")
            ? ""
            : "."
                + method.getName().toString().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    boolean isMap = method.getReturnType().toString().startsWith("Map<");
    return prefix + own + (isMap ? "." + JavaSource.UNKNOWN : "");
  }

  /** The interface inside the mapping that a member is of, or is a map of. */
  private static Optional<ClassTree> nested(ClassTree type, Tree returned) {
    Set<String> mentioned = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
        mentioned.add(identifier.getName().toString());
        return null;
      }
    }.scan(returned, null);
    return type.getMembers().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .filter(inner -> mentioned.contains(inner.getSimpleName().toString()))
        .findFirst();
  }
}
