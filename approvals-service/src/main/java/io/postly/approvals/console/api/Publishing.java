package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * Whether the workspace's posts go out, and who decided that.
 *
 * @param stopped whether nothing begins to be sent
 * @param since since when that is so; null if it was never otherwise
 * @param by who decided it, or null
 * @param reason why, or null
 * @param beingSent posts that had begun to be sent before
 * @param history what was decided, the latest first
 */
@TemplateData
@RegisterForReflection
public record Publishing(
    boolean stopped,
    Instant since,
    Person by,
    String reason,
    long beingSent,
    List<Decision> history) {

  /** One stop, or one time that it went on. */
  @TemplateData
  @RegisterForReflection
  public record Decision(boolean stopped, Instant at, Person by, String reason) {}

  /** Takes a history that is left out for none. */
  public Publishing {
    history = history == null ? List.of() : List.copyOf(history);
  }
}
