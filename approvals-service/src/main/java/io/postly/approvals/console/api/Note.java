package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A remark on what is under review.
 *
 * @param state open or resolved
 * @param passage what it is on; null for the whole
 * @param resolvedBy who took it for dealt with, or null
 */
@TemplateData
@RegisterForReflection
public record Note(
    UUID id,
    String state,
    Passage passage,
    String text,
    Person writtenBy,
    Instant writtenAt,
    Person resolvedBy) {

  /** A passage, with the words that stood there. */
  @TemplateData
  @RegisterForReflection
  public record Passage(String quoted) {}

  /** Whether it is still to be dealt with. */
  public boolean isOpen() {
    return state.equals("open");
  }
}
