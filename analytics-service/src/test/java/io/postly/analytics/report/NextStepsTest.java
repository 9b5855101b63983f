package io.postly.analytics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of next steps is what the services' error catalogs say. After a wanted change, run the
 * tests with {@code -Dpostly.contract.update=true} and commit the difference.
 *
 * <p>The catalogs are compiled for this from their sources, which need nothing but the error
 * catalog's own types: this service must not know the others' code.
 */
class NextStepsTest {

  private static final Path LIST = Path.of("src/main/resources/next-steps.properties");
  private static final Path PROJECT = Path.of("..");
  private static final String CATALOG = "ErrorCode.java";

  @TempDir Path classes;

  @Test
  void theListIsWhatTheCatalogsSay() throws IOException {
    String list = list();
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.writeString(LIST, list);
    }

    assertEquals(Files.readString(LIST), list, "A service's error catalog has changed");
    assertTrue(list.contains("approvals-service.self_approval="), list);
  }

  @Test
  void knowsTheStepsOfAllServices() {
    NextSteps steps = new NextSteps();

    assertEquals(
        Optional.of(ActionErrorCode.RATE_LIMITED.definition().nextStep()),
        steps.after("drafts-service", "rate_limited"));
    assertEquals(
        Optional.of(
            "Ask another person who may approve. An admin can also let authors approve their own, in the console under Policy."),
        steps.after("approvals-service", "self_approval"));
    assertEquals(Optional.empty(), steps.after("drafts-service", "self_approval"));
  }

  private String list() throws IOException {
    Map<String, String> steps = new TreeMap<>();
    for (String service : List.of("drafts-service", "approvals-service", "scheduling-service")) {
      for (ErrorCode code : catalog(service)) {
        steps.put(service + "." + code.code(), code.definition().nextStep());
      }
    }
    return steps.entrySet().stream()
        .map(step -> step.getKey() + "=" + step.getValue().replace("\\", "\\\\") + "\n")
        .collect(Collectors.joining());
  }

  private List<ErrorCode> catalog(String service) throws IOException {
    Path sources = PROJECT.resolve(service).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> catalogs = files.filter(file -> file.toString().endsWith(CATALOG)).toList();
      compile(catalogs);
      return catalogs.stream().flatMap(file -> codes(sources.relativize(file))).toList();
    }
  }

  private void compile(List<Path> catalogs) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      assertTrue(
          compiler
              .getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(catalogs))
              .call(),
          () -> "The catalogs were not compiled: " + catalogs);
    }
  }

  private Stream<ErrorCode> codes(Path source) {
    String name = source.toString().replace(".java", "").replace('/', '.');
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      return Stream.of(loader.loadClass(name).getEnumConstants()).map(ErrorCode.class::cast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
