package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.idempotency.IdempotencyRecords;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Writes, in a transaction of its own, what must stay of a failed call: the audit entry, and the
 * answer to its idempotency key if the call was right and the state of things forbade it.
 */
@ApplicationScoped
public class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  private final ActionContext context;
  private final IfMatch ifMatch;
  private final ActionRecorder recorder;
  private final IdempotencyRecords idempotency;
  private final ActionMetrics metrics;
  private final ActionTrace trace;
  private final ObjectMapper mapper;
  private final Clock clock;

  Failures(
      ActionContext context,
      IfMatch ifMatch,
      ActionRecorder recorder,
      IdempotencyRecords idempotency,
      ActionMetrics metrics,
      ActionTrace trace,
      ObjectMapper mapper,
      Clock clock) {
    this.context = context;
    this.ifMatch = ifMatch;
    this.recorder = recorder;
    this.idempotency = idempotency;
    this.metrics = metrics;
    this.trace = trace;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Records the failure of the current call and gives the problem to answer with. */
  Problem record(ProblemException failure) {
    Problem problem = ifMatch.answer(Problem.of(failure));
    if (!context.hasBegun()) {
      return problem;
    }
    metrics.failed(context, failure.code());
    trace.failed(failure.code());
    if (context.caller() == null || context.isOnlyCounted()) {
      return problem;
    }
    Problem named = problem.withActionId(context.actionId());
    try {
      QuarkusTransaction.requiringNew().run(() -> keep(failure, named));
      return named;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The failed call %s was not recorded", context.actionId());
      return problem;
    }
  }

  private void keep(ProblemException failure, Problem problem) {
    if (isLasting(failure, problem)) {
      context.idempotencyKey().ifPresent(key -> keepAnswer(key, problem));
    }
    recorder.failed(context, failure.code());
  }

  /** What a repetition is to be told again: once a person has confirmed, the same call passes. */
  private static boolean isLasting(ProblemException failure, Problem problem) {
    return failure.code().category() == ErrorCategory.WORKFLOW
        && !problem.retryable()
        && failure.code() != ActionErrorCode.CONFIRMATION_REQUIRED
        && failure.code() != ActionErrorCode.CONFIRMATION_DECLINED;
  }

  private void keepAnswer(String key, Problem problem) {
    ObjectNode body = mapper.valueToTree(problem);
    idempotency.store(
        context.caller().id(),
        key,
        context.argumentDigest(),
        clock.instant(),
        problem.status(),
        body.toString());
  }
}
