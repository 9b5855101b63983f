package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_networks}. */
@RegisterForReflection
record NetworkList(
    @Schema(description = "Every network, by name.", required = true) List<NetworkView> networks) {

  /** Copies the list. */
  NetworkList {
    networks = List.copyOf(networks);
  }
}
