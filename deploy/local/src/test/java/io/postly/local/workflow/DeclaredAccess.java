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

  private final Map<String, String> permissionsByAction = new HashMap<>();
  private final Map<String, Set<String>> permissionsByRole = new HashMap<>();

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

  /** Whether the role has the permission that the action declares. */
  boolean permits(String role, String action) {
    String permission = permissionsByAction.get(action);
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
    for (AnnotationElement element : action.elements()) {
      if (element.name().equalsString("name")
          && element.value() instanceof AnnotationValue.OfString text) {
        name = text.stringValue();
      } else if (element.name().equalsString("permission")
          && element.value() instanceof AnnotationValue.OfEnum constant) {
        permission = constant.constantName().stringValue();
      }
    }
    permissionsByAction.put(name, permission);
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
