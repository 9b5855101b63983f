package io.postly.gateway.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A list of what the caller may see, on one page. */
public abstract class CallersList implements McpMethod {

  private final String name;
  private final String member;

  /**
   * Answers a method.
   *
   * @param name the method's name
   * @param member the member of the result that holds the items
   */
  protected CallersList(String name, String member) {
    this.name = name;
    this.member = member;
  }

  /** What is listed; may fail with an {@link InvalidMessageException}. */
  protected abstract Uni<JsonArray> items(McpRequest message, RoutingContext request);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Optional<Caching> caching(McpRequest message) {
    return Optional.of(Caching.OWN_LIST);
  }

  @Override
  public final Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    message.requireFirstPage();
    return items(message, request).map(items -> new JsonObject().put(member, items));
  }
}
