package io.postly.action.contract;

import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;

/** What an {@code @Action} annotation says, as found in the index of the application's classes. */
record DeclaredAction(AnnotationInstance annotation, IndexView index) {

  String name() {
    return value("name").asString();
  }

  String title() {
    return value("title").asString();
  }

  String description() {
    return value("description").asString();
  }

  boolean readOnly() {
    return value("readOnly").asBoolean();
  }

  int status() {
    return value("status").asInt();
  }

  /** The {@code x-postly-action} member of the contract. */
  Map<String, Object> extension() {
    Map<String, Object> extension = new LinkedHashMap<>();
    extension.put("name", name());
    extension.put("title", title());
    extension.put("scope", Scope.valueOf(value("scope").asEnum()).value());
    extension.put("permission", permission());
    extension.put("read_only", readOnly());
    extension.put("destructive", value("destructive").asBoolean());
    extension.put("idempotent", value("idempotent").asBoolean() || readOnly());
    extension.put("open_world", value("openWorld").asBoolean());
    extension.put("packaging", packaging());
    extension.put("invoking", value("invoking").asString());
    extension.put("invoked", value("invoked").asString());
    if (value("confirmed").asBoolean()) {
      extension.put("confirmed", true);
    }
    if (value("personal").asBoolean()) {
      extension.put("personal", true);
    }
    if (!value("gptActions").asBoolean()) {
      extension.put("gpt_actions", false);
    }
    putUnlessEmpty(extension, "routed_by", value("routedBy").asString());
    putUnlessEmpty(extension, "chat_files", List.of(value("chatFiles").asStringArray()));
    putUnlessEmpty(extension, "formerly", List.of(value("formerly").asStringArray()));
    putUnlessEmpty(extension, "resource", value("resource").asString());
    putUnlessEmpty(extension, "completes", value("completes").asString());
    putUnlessEmpty(extension, "view", value("view").asString());
    return extension;
  }

  private static void putUnlessEmpty(Map<String, Object> extension, String member, Object value) {
    if (!value.equals("") && !value.equals(List.of())) {
      extension.put(member, value);
    }
  }

  private String permission() {
    return Permission.valueOf(value("permission").asEnum()).name().toLowerCase(Locale.ROOT);
  }

  private List<String> packaging() {
    return Arrays.stream(value("packaging").asEnumArray())
        .map(Packaging::valueOf)
        .map(Packaging::label)
        .toList();
  }

  private AnnotationValue value(String member) {
    return annotation.valueWithDefault(index, member);
  }
}
