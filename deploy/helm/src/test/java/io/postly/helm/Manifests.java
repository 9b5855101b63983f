package io.postly.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an installation is made of.
 *
 * @param documents one for each resource
 */
record Manifests(List<JsonNode> documents) {

  List<JsonNode> ofKind(String kind) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  JsonNode one(String kind, String name) {
    return ofKind(kind).stream()
        .filter(document -> name(document).equals(name))
        .reduce(
            (first, second) -> {
              throw new AssertionError("Twice: " + kind + " " + name);
            })
        .orElseThrow(() -> new AssertionError("Missing: " + kind + " " + name));
  }

  boolean has(String kind, String name) {
    return ofKind(kind).stream().anyMatch(document -> name(document).equals(name));
  }

  /** Pods as they are made by what is said here, by the name of what makes them. */
  Map<String, JsonNode> pods() {
    Map<String, JsonNode> pods = new LinkedHashMap<>();
    for (JsonNode document : documents) {
      String name = document.path("kind").asText() + " " + name(document);
      switch (document.path("kind").asText()) {
        case "Deployment", "Job" -> pods.put(name, document.at("/spec/template"));
        case "Pod" -> pods.put(name, document);
        default -> {}
      }
    }
    return pods;
  }

  /** The labels of all pods. */
  List<Map<String, String>> podLabels() {
    return pods().values().stream().map(pod -> strings(pod.at("/metadata/labels"))).toList();
  }

  JsonNode serverOf(String part) {
    return one("Deployment", Chart.RELEASE + "-" + part).at("/spec/template/spec/containers/0");
  }

  JsonNode awaitingOf(String part) {
    return one("Deployment", Chart.RELEASE + "-" + part).at("/spec/template/spec/initContainers/0");
  }

  JsonNode migrationOf(String part) {
    return ofKind("Job").stream()
        .filter(job -> name(job).startsWith(Chart.RELEASE + "-" + part + "-migrate-"))
        .findFirst()
        .orElseThrow()
        .at("/spec/template/spec/containers/0");
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  static Map<String, String> strings(JsonNode map) {
    Map<String, String> strings = new LinkedHashMap<>();
    map.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Values of environment variables; those from Secrets as {@code name/key}. */
  static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : container.path("env")) {
      JsonNode secret = variable.at("/valueFrom/secretKeyRef");
      String value =
          secret.isMissingNode()
              ? variable.path("value").asText()
              : secret.path("name").asText() + "/" + secret.path("key").asText();
      if (environment.put(variable.path("name").asText(), value) != null) {
        throw new AssertionError("Twice: " + variable.path("name"));
      }
    }
    return environment;
  }

  /** All containers of a pod. */
  static List<JsonNode> containers(JsonNode pod) {
    List<JsonNode> containers = new ArrayList<>();
    pod.at("/spec/initContainers").forEach(containers::add);
    pod.at("/spec/containers").forEach(containers::add);
    return containers;
  }
}
