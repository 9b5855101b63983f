package io.postly.local.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the code declares: each action's permission, and each role's permissions. Read from the
 * compiled modules, because this one depends on none of them.
 */
final class DeclaredAccess {

  private static final Path PROJECT = Path.of("../..");
  private static final String CLASSES = "target/classes";
  private static final String ACTION = "Lio/postly/action/Action;";
  private static final String NO_PERMISSION = "NONE";

  // By its example. It needs what that one needs as well.
  private static final Map<String, String> RUN_BY = Map.of("undo_action", "restore_draft");

  private final Map<String, String> permissionsByAction = new HashMap<>();
  private final Map<String, Set<String>> permissionsByRole = new HashMap<>();
  private final Set<String> personal = new HashSet<>();

  private DeclaredAccess() {}

  static DeclaredAccess read() {
    DeclaredAccess declared = new DeclaredAccess();
    try (DirectoryStream<Path> services = Files.newDirectoryStream(PROJECT, "*-service")) {
      for (Path service : services) {
        declared.readActions(service.resolve(CLASSES));
      }
      declared.readActions(PROJECT.resolve("action-layer").resolve(CLASSES));
      declared.readRoles(PROJECT.resolve("action-layer").resolve(CLASSES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The roles are no longer where they were", e);
    }
    return declared;
  }

  /** The names of all actions. */
  Set<String> actions() {
    return permissionsByAction.keySet();
  }

  /** Whether the action runs another one, and so needs another scope. */
  static boolean runsAnother(String action) {
    return RUN_BY.containsKey(action);
  }

  /** Whether the action is a person's own, at the console. */
  boolean isPersonal(String action) {
    return personal.contains(action);
  }

  /** Whether the role has the permission that the action declares, or the one that it runs. */
  boolean permits(String role, String action) {
    String permission = permissionsByAction.get(RUN_BY.getOrDefault(action, action));
    return permission.equals(NO_PERMISSION) || permissionsByRole.get(role).contains(permission);
  }

  private void readActions(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        for (MethodModel method : ClassFile.of().parse(file).methods()) {
          action(method).ifPresent(this::addAction);
        }
      }
    }
  }

  private static Optional<Annotation> action(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(RuntimeVisibleAnnotationsAttribute::annotations)
        .orElse(List.of())
        .stream()
        .filter(annotation -> annotation.className().equalsString(ACTION))
        .findFirst();
  }

  private void addAction(Annotation action) {
    String name = null;
    String permission = NO_PERMISSION;
    boolean isPersonal = false;
    for (AnnotationElement element : action.elements()) {
      if (element.name().equalsString("name")
          && element.value() instanceof AnnotationValue.OfString text) {
        name = text.stringValue();
      } else if (element.name().equalsString("permission")
          && element.value() instanceof AnnotationValue.OfEnum constant) {
        permission = constant.constantName().stringValue();
      } else if (element.name().equalsString("personal")
          && element.value() instanceof AnnotationValue.OfBoolean flag) {
        isPersonal = flag.booleanValue();
      }
    }
    // The pipeline itself is bound by an action without a name.
    if (name.isEmpty()) {
      return;
    }
    permissionsByAction.put(name, permission);
    if (isPersonal) {
      personal.add(name);
    }
  }

  private void readRoles(Path classes) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> roles = loader.loadClass("io.postly.action.Role");
      for (Object role : roles.getEnumConstants()) {
        Set<?> permissions = (Set<?>) roles.getMethod("permissions").invoke(role);
        permissionsByRole.put(
            role.toString().toLowerCase(Locale.ROOT),
            permissions.stream().map(Object::toString).collect(Collectors.toSet()));
      }
    }
  }
}
