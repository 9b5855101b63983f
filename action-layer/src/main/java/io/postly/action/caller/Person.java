package io.postly.action.caller;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person as answers and events show one.
 *
 * @param id the identity provider's subject
 * @param name what people know the person by
 */
@RegisterForReflection
@Schema(description = "A person.")
public record Person(@Schema(required = true) String id, @Schema(required = true) String name) {

  /** The person behind a call. */
  public static Person of(Caller caller) {
    return new Person(caller.id(), caller.name());
  }
}
