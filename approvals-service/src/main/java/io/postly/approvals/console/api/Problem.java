package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * Why something could not be done, as a page says it.
 *
 * @param status the HTTP status
 * @param code the stable code; null for what the console itself refuses
 * @param title in a few words
 * @param detail in a sentence
 * @param nextStep what to do now
 * @param violations what is wrong with single fields
 */
@TemplateData
@RegisterForReflection
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    String nextStep,
    List<Violation> violations) {

  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  /** What is wrong with one field. */
  @TemplateData
  @RegisterForReflection
  public record Violation(String field, String message) {

    /** As people write it. */
    public String label() {
      return field == null ? "" : field.replace('_', ' ');
    }
  }

  /** Turns what is missing into what a page can say. */
  public Problem {
    title = Optional.ofNullable(title).orElse("This did not work");
    detail = Optional.ofNullable(detail).orElse("");
    nextStep = Optional.ofNullable(nextStep).orElse("");
    violations = violations == null ? List.of() : List.copyOf(violations);
  }

  /** A problem of the console itself. */
  public static Problem of(int status, String title, String detail, String nextStep) {
    return new Problem(status, null, title, detail, nextStep, List.of());
  }

  /** The address names nothing that this person can see. */
  public static Problem notFound(String detail) {
    return of(NOT_FOUND, "Nothing found", detail, "Go back to the overview.");
  }

  /** Whether the sign-in has ended. */
  public boolean isSignInNeeded() {
    return status == UNAUTHORIZED;
  }
}
