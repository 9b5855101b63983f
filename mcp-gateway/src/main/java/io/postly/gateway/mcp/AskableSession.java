package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client of the older revisions has said at its handshake that it can be asked. The client
 * carries it itself, as the id of its session, sealed and bound to the person: nothing is kept, any
 * replica reads it, and it is worth nothing to anybody else. Clients that cannot be asked get none.
 */
@Singleton
class AskableSession {

  static final String HEADER = "Mcp-Session-Id";

  private static final String PURPOSE = "session";

  /** What can be asked, in which ways. */
  private static final Map<String, Set<String>> ASKABLE =
      Map.of("elicitation", Set.of("form", "url"), "sampling", Set.of(), "roots", Set.of());

  private final Seals seals;

  AskableSession(Seals seals) {
    this.seals = seals;
  }

  /** The id for a client with those capabilities. */
  Optional<String> begin(String person, JsonObject capabilities) {
    JsonObject askable = new JsonObject();
    ASKABLE.forEach(
        (name, modes) -> {
          if (capabilities.getValue(name) instanceof JsonObject declared) {
            askable.put(name, known(modes, declared));
          }
        });
    return askable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            seals.seal(
                PURPOSE, new JsonObject().put("person", person).put("capabilities", askable)));
  }

  /** Nothing of the client's own wording comes into the id. */
  private static JsonObject known(Set<String> modes, JsonObject declared) {
    JsonObject known = new JsonObject();
    modes.stream().filter(declared::containsKey).forEach(mode -> known.put(mode, new JsonObject()));
    return known;
  }

  /** What the client of this request can be asked; nothing without an id of this person. */
  ClientInput input(RoutingContext request, String person) {
    return Optional.ofNullable(request.request().getHeader(HEADER))
        .flatMap(id -> seals.open(PURPOSE, id))
        .filter(session -> person.equals(session.getValue("person")))
        .map(session -> session.getJsonObject("capabilities"))
        .map(askable -> new ClientInput(askable, new JsonObject(), Optional.empty()))
        .orElse(ClientInput.NONE);
  }
}
