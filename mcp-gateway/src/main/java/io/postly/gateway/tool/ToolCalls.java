package io.postly.gateway.tool;

import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.Challenge;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.forward.Arguments;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.forward.DialogAnswer;
import io.postly.gateway.forward.Forwarder;
import io.postly.gateway.forward.ServiceReply;
import io.postly.gateway.problem.ProblemJson;
import io.postly.gateway.refusal.CallLabels;
import io.postly.gateway.refusal.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Performs operations by forwarding calls to the service that owns the action. */
@Singleton
public class ToolCalls {

  private final Forwarder forwarder;
  private final Challenge challenge;
  private final Refusals refusals;
  private final ProblemJson json;

  ToolCalls(Forwarder forwarder, Challenge challenge, Refusals refusals, ProblemJson json) {
    this.forwarder = forwarder;
    this.challenge = challenge;
    this.refusals = refusals;
    this.json = json;
  }

  /** Never fails but for what is a bug: whatever goes wrong on the way is an outcome. */
  public Uni<ToolOutcome> call(Operation operation, Map<String, Object> arguments, Caller caller) {
    return call(operation, arguments, caller, Optional.empty());
  }

  /**
   * Like {@link #call(Operation, Map, Caller)}.
   *
   * @param dialogAnswer what the person has just said in the client's own dialog
   */
  public Uni<ToolOutcome> call(
      Operation operation,
      Map<String, Object> arguments,
      Caller caller,
      Optional<DialogAnswer> dialogAnswer) {
    caller.trace().performs(operation);
    return Uni.createFrom()
        .item(() -> Arguments.toRequest(operation, arguments).answeredInDialog(dialogAnswer))
        .chain(request -> forwarder.forward(request, caller))
        .map(reply -> outcome(operation, caller, reply))
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> outcome(operation, caller, failure));
  }

  private ToolOutcome outcome(Operation operation, Caller caller, ServiceReply reply) {
    return reply.isSuccess()
        ? ToolOutcome.success(reply.text(), reply.json())
        : failure(operation, caller, reply.text(), reply.status(), reply.problemCode());
  }

  /** The outcome of a call that is not made. */
  public ToolOutcome outcome(Operation operation, Caller caller, ProblemException failure) {
    caller.trace().failed(failure);
    caller.trace().within(() -> refusals.count(CallLabels.of(operation, Packaging.MCP), failure));
    return failure(
        operation,
        caller,
        json.write(failure),
        failure.code().definition().status(),
        failure.code().code());
  }

  private ToolOutcome failure(
      Operation operation, Caller caller, String problem, int status, String code) {
    return challenge
        .forRefusal(status, code, caller.token(), operation.scope())
        .map(value -> ToolOutcome.challenged(problem, value, status))
        .orElseGet(() -> ToolOutcome.failure(problem));
  }
}
