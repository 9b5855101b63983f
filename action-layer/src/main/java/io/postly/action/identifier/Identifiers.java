package io.postly.action.identifier;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Makes identifiers that sort by the time of their making (UUID version 7, RFC 9562). */
public final class Identifiers {

  private static volatile TimeBasedEpochGenerator generator;

  private Identifiers() {}

  /** A new identifier, later in order than every one made before by this process. */
  public static UUID next() {
    if (generator == null) {
      createGenerator();
    }
    return generator.generate();
  }

  // Not when the class is initialized: in a native executable that happens while it is built, and
  // the randomness with it.
  private static synchronized void createGenerator() {
    if (generator == null) {
      generator = Generators.timeBasedEpochGenerator();
    }
  }
}
