package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One action of one service, as its contract declares it. Schemas hold no reference to anything
 * outside themselves, and are read-only.
 *
 * @param name unique over all services
 * @param service the service that performs it; of several, one
 * @param routing by what a call finds its service, where several have the operation
 * @param method the HTTP method
 * @param path the path template, {@code /api/v1/…/{parameter}}
 * @param title what a person reads
 * @param description what a model reads
 * @param scope what the caller's grant must cover
 * @param hints what it does to the world
 * @param packagings where it is offered
 * @param invoking shown while it runs; may be empty
 * @param invoked shown when it has run; may be empty
 * @param mcp what it is to MCP clients besides a tool
 * @param parameters what travels in the request's target, in the contract's order
 * @param body the schema of the request body
 * @param bodyRequired whether a call must satisfy the body's schema
 * @param takesFile whether the body is a file instead, of whatever type
 * @param inGptActions whether it may stand in the document for GPT Actions
 * @param output the schema of a successful answer
 */
public record Operation(
    String name,
    String service,
    Optional<Routing> routing,
    HttpMethod method,
    String path,
    String title,
    String description,
    String scope,
    Hints hints,
    Set<Packaging> packagings,
    String invoking,
    String invoked,
    McpUse mcp,
    List<Parameter> parameters,
    Optional<ObjectNode> body,
    boolean bodyRequired,
    boolean takesFile,
    boolean inGptActions,
    ObjectNode output) {

  /**
   * The argument by which a tool's caller names the attempt; over HTTP it is the header {@code
   * Idempotency-Key}.
   */
  public static final String IDEMPOTENCY_KEY = "idempotency_key";

  /** Copies the collections. */
  public Operation {
    packagings = Set.copyOf(packagings);
    parameters = List.copyOf(parameters);
  }

  /**
   * The service that a call is for; empty if its arguments name none that has the operation.
   *
   * @param argument gives an argument's value by its name
   */
  public Optional<String> serviceFor(UnaryOperator<String> argument) {
    return routing.isEmpty()
        ? Optional.of(service)
        : routing.get().service(argument.apply(routing.get().argument()));
  }

  /** Whether another service has the same operation, for calls that name that service. */
  boolean isSharedWith(Operation other) {
    return routing.isPresent()
        && other.routing.isPresent()
        && routing.get().argument().equals(other.routing.get().argument())
        && name.equals(other.name)
        && method.equals(other.method)
        && path.equals(other.path)
        && scope.equals(other.scope)
        && hints.equals(other.hints)
        && parameters.equals(other.parameters)
        && body.equals(other.body)
        && output.equals(other.output);
  }

  /** The same operation, of both services. */
  Operation sharedWith(Operation other) {
    Routing both = routing.orElseThrow().with(other.routing.orElseThrow());
    return new Operation(
        name,
        service,
        Optional.of(both),
        method,
        path,
        title,
        description,
        scope,
        hints,
        packagings,
        invoking,
        invoked,
        mcp,
        parameters,
        body,
        bodyRequired,
        takesFile,
        inGptActions,
        output);
  }

  /** Whether it is offered that way. */
  public boolean isOffered(Packaging packaging) {
    return packagings.contains(packaging);
  }
}
