package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.bluesky.Passage.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which accounts are mentioned ({@code com.atproto.identity.resolveHandle}). */
@ApplicationScoped
class Mentions {

  private final Xrpc xrpc;

  Mentions(Xrpc xrpc) {
    this.xrpc = xrpc;
  }

  /**
   * The DIDs of mentioned accounts by their handles as written. A post matters more than where a
   * name in it leads: whoever cannot be found in time is left out.
   *
   * @param until from this instant on nobody is looked up any more
   */
  Map<String, String> find(Iterable<Passage> passages, HttpAddress server, Instant until) {
    Set<String> handles = new LinkedHashSet<>();
    for (Passage passage : passages) {
      if (passage.target() instanceof Target.Mention mention) {
        handles.add(mention.handle());
      }
    }
    Map<String, String> dids = new HashMap<>();
    for (String handle : handles) {
      find(handle, server, until).ifPresent(did -> dids.put(handle, did));
    }
    return dids;
  }

  private Optional<String> find(String handle, HttpAddress server, Instant until) {
    XrpcRequest request =
        XrpcRequest.query(
            "com.atproto.identity.resolveHandle",
            Map.of("handle", handle.toLowerCase(Locale.ROOT)));
    return xrpc.call(server, request, until) instanceof HttpAnswer.Answered answer
            && answer.isAccepted()
        ? xrpc.object(answer).map(said -> said.path("did").asText()).filter(Identifier::isDid)
        : Optional.empty();
  }
}
