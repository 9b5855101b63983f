package io.postly.approvals.console.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A part of a thread: what follows the first text, or the part before. */
@RegisterForReflection
public record ThreadPart(String text) {

  /** The texts of parts, in their order; none for parts that are left out. */
  static List<String> texts(List<ThreadPart> parts) {
    return parts == null ? List.of() : parts.stream().map(ThreadPart::text).toList();
  }
}
