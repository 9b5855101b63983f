package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.Action;
import io.postly.action.Scope;
import io.postly.action.caller.Caller;
import io.postly.action.confirmation.Binding;
import io.postly.action.confirmation.ConfirmableCall;
import io.postly.action.confirmation.Confirmations;
import io.postly.action.confirmation.Preview;
import io.postly.action.confirmation.UnconfirmedException;
import io.postly.action.idempotency.IdempotencyRecords;
import io.postly.action.idempotency.StoredAnswer;
import io.postly.action.problem.ErrorCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What happens to every admitted call: input, idempotency key, the action itself, and, in the same
 * transaction, its event, audit entry, idempotency record and undo record. A failure rolls all of
 * it back; {@link Failures} then writes what must stay of a failed call.
 */
@Action(name = "", title = "", description = "", scope = Scope.WORKSPACE_READ)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ActionPipeline {

  private static final int FIRST_ERROR = 400;

  private final ActionContext context;
  private final IfMatch ifMatch;
  private final StrictInput input;
  private final IdempotencyRecords idempotency;
  private final Confirmations confirmations;
  private final ActionRecorder recorder;
  private final ActionMetrics metrics;
  private final ActionTrace trace;
  private final EntityManager entities;
  private final ObjectMapper mapper;
  private final Clock clock;
  private final String service;

  ActionPipeline(
      ActionContext context,
      IfMatch ifMatch,
      StrictInput input,
      IdempotencyRecords idempotency,
      Confirmations confirmations,
      ActionRecorder recorder,
      ActionMetrics metrics,
      ActionTrace trace,
      EntityManager entities,
      ObjectMapper mapper,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.context = context;
    this.ifMatch = ifMatch;
    this.input = input;
    this.idempotency = idempotency;
    this.confirmations = confirmations;
    this.recorder = recorder;
    this.metrics = metrics;
    this.trace = trace;
    this.entities = entities;
    this.mapper = mapper;
    this.clock = clock;
    this.service = service;
  }

  @AroundInvoke
  Object run(InvocationContext call) throws Exception {
    ifMatch.complete(call);
    input.check(call);
    context.digested(
        ArgumentDigest.of(mapper, context.action().name(), call.getMethod(), call.getParameters()));
    Object result = perform(call);
    repeatedFailure().ifPresentOrElse(this::failed, this::succeeded);
    return result;
  }

  private void succeeded() {
    metrics.succeeded(context);
    trace.succeeded();
  }

  private void failed(ErrorCode code) {
    metrics.failed(context, code);
    trace.failed(code);
  }

  /** What was tried without a confirmation is rolled back before one is asked for. */
  private Object perform(InvocationContext call) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> inTransaction(call));
    } catch (UnconfirmedException e) {
      context.rolledBack();
      throw QuarkusTransaction.requiringNew().call(() -> confirmations.ask(e.call()));
    }
  }

  private Object inTransaction(InvocationContext call) throws Exception {
    Optional<StoredAnswer> first = claimKey();
    if (first.isPresent()) {
      replay(first.get());
      return null;
    }
    Object result = call.proceed();
    entities.flush();
    ObjectNode body = mapper.valueToTree(result);
    useConfirmation(body);
    int status = context.action().status();
    context.answered(status, Receipts.attach(mapper, body, context, service));
    recorder.succeeded(context);
    context
        .idempotencyKey()
        .ifPresent(
            key -> idempotency.complete(context.caller().id(), key, status, kept(body).toString()));
    context.committing();
    return result;
  }

  private void useConfirmation(ObjectNode answer) {
    if (context.isConsequential() && confirmations.areNeededBy(context.caller())) {
      context.confirmedBy(confirmations.use(confirmableCall(answer)));
    }
  }

  private ConfirmableCall confirmableCall(ObjectNode answer) {
    Action action = context.action();
    Caller caller = context.caller();
    String digest = context.argumentDigest();
    Preview preview =
        context
            .preview()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        action.name() + " does not say what a person is shown of it"));
    return new ConfirmableCall(
        context.actionId(),
        new Binding(context.workspace(), caller.id(), caller.client(), action.name(), digest),
        action.title(),
        preview,
        kept(answer),
        context.dialogAnswer());
  }

  private Optional<StoredAnswer> claimKey() {
    return context
        .idempotencyKey()
        .flatMap(
            key ->
                idempotency.claim(
                    context.caller().id(), key, context.argumentDigest(), clock.instant()));
  }

  private void replay(StoredAnswer answer) {
    ObjectNode body = Receipts.markReplayed(mapper, answer.body());
    context.answered(answer.status(), body);
    recorder.replayed(context, repeatedFailure().orElse(null));
  }

  private Optional<ErrorCode> repeatedFailure() {
    return context
        .answer()
        .filter(answer -> context.answerStatus() >= FIRST_ERROR)
        .map(RepeatedCode::of);
  }

  private ObjectNode kept(ObjectNode body) {
    ObjectNode kept = body.deepCopy();
    context.shownOnce().ifPresent(kept::remove);
    return kept;
  }
}
