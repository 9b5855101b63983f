package io.postly.scheduling.policy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What scheduling needs of {@code io.postly.policy.changed.v1}. */
@RegisterForReflection
record PolicyChanged(String workspace, int version, List<String> trustedClients) {

  static final String TYPE = "io.postly.policy.changed.v1";

  PolicyChanged {
    trustedClients = trustedClients == null ? List.of() : List.copyOf(trustedClients);
  }
}
