package io.postly.action.contract;

import io.postly.action.Action;
import java.util.HashMap;
import java.util.Map;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The actions of a service, by the endpoint that implements each. */
final class DeclaredActions {

  private final Map<String, DeclaredAction> byEndpoint = new HashMap<>();

  private DeclaredActions() {}

  static DeclaredActions of(IndexView index) {
    DeclaredActions actions = new DeclaredActions();
    Map<String, String> endpointsByName = new HashMap<>();
    for (AnnotationInstance annotation : index.getAnnotations(Action.class)) {
      if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
        DeclaredAction action = new DeclaredAction(annotation, index);
        String endpoint = endpoint(annotation.target().asMethod());
        String other = endpointsByName.putIfAbsent(action.name(), endpoint);
        if (other != null && !other.equals(endpoint)) {
          throw new IllegalStateException("Two actions are called " + action.name());
        }
        actions.byEndpoint.put(endpoint, action);
      }
    }
    return actions;
  }

  /** The action of an endpoint; every endpoint has one. */
  DeclaredAction of(String endpoint) {
    DeclaredAction action = byEndpoint.get(endpoint);
    if (action == null) {
      throw new IllegalStateException("The endpoint " + endpoint + " declares no @Action");
    }
    return action;
  }

  // As the OpenAPI extension's operation-id-strategy "package-class-method" names operations.
  private static String endpoint(MethodInfo method) {
    return method.declaringClass().name() + "_" + method.name();
  }
}
