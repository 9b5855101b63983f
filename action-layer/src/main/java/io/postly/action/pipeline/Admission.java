package io.postly.action.pipeline;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.action.caller.CallerReader;
import io.postly.action.identifier.Identifiers;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.trace.Traces;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides, before a body is read, whether a call may go on: authentication, the grant's scope,
 * membership and role, rate. A workspace that is out of reach is answered as one that does not
 * exist.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class Admission implements ContainerRequestFilter {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int LONGEST_IDEMPOTENCY_KEY = 255;
  private static final String IDENTIFIER = "_id";

  private final ResourceInfo resource;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final ActionContext context;
  private final ActionTrace trace;
  private final CallerReader callers;
  private final RateLimit rateLimit;
  private final BodyLimit bodyLimit;
  private final Clock clock;

  Admission(
      ResourceInfo resource,
      HttpHeaders headers,
      UriInfo uri,
      ActionContext context,
      ActionTrace trace,
      CallerReader callers,
      RateLimit rateLimit,
      BodyLimit bodyLimit,
      Clock clock) {
    this.resource = resource;
    this.headers = headers;
    this.uri = uri;
    this.context = context;
    this.trace = trace;
    this.callers = callers;
    this.rateLimit = rateLimit;
    this.bodyLimit = bodyLimit;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    Action action = method == null ? null : method.getAnnotation(Action.class);
    if (action == null) {
      return;
    }
    context.begin(
        action, Identifiers.next(), clock.instant(), uri.getPathParameters().getFirst("workspace"));
    trace.begin(action, context.actionId(), headers.getHeaderString(Traces.HEADER));
    Caller caller = callers.read(headers);
    context.authenticated(caller);
    trace.authenticated(caller);
    limitRate(caller);
    nameSubject();
    caller.requireScope(action.scope());
    checkMembership(action, caller);
    checkPerson(action, caller);
    QueryParameters.check(method, uri.getQueryParameters());
    readIdempotencyKey(action);
    readDialog();
    if (request.hasEntity()) {
      request.setEntityStream(
          bodyLimit.limited(method, request.getEntityStream(), request.getLength()));
    }
  }

  /** Before everything else, so that refusals cost no more than calls do. */
  private void limitRate(Caller caller) {
    RateLimit.Decision decision = rateLimit.take(caller);
    context.rated(decision);
    if (!decision.isAllowed()) {
      if (decision.isRepeated()) {
        context.onlyCounted();
      }
      long seconds = decision.pause().toSeconds() + 1;
      throw ProblemException.of(
              ActionErrorCode.RATE_LIMITED, "Too many calls: wait " + seconds + " seconds.")
          .retryAfter(Duration.ofSeconds(seconds));
    }
  }

  /** So that the audit entry of a refused call tells what it was about. */
  private void nameSubject() {
    uri.getPathParameters()
        .forEach(
            (name, values) -> {
              if (name.endsWith(IDENTIFIER)) {
                identifier(values.getFirst())
                    .ifPresent(
                        id ->
                            context.addressed(
                                name.substring(0, name.length() - IDENTIFIER.length()), id));
              }
            });
  }

  private static Optional<UUID> identifier(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void checkMembership(Action action, Caller caller) {
    String workspace = context.workspace();
    if (workspace != null && !caller.isMember(workspace)) {
      throw ProblemException.notFound("workspace")
          .nextStep("List the workspaces, and use one of those.");
    }
    if (!isPermitted(action, caller, workspace)) {
      throw Caller.notPermitted(action.name());
    }
  }

  private static void checkPerson(Action action, Caller caller) {
    if (action.personal() && caller.channel() != CallChannel.CONSOLE) {
      throw ProblemException.of(
          ActionErrorCode.NOT_FOR_ASSISTANTS,
          "A person does this in the review console, and nowhere else.");
    }
  }

  /** An action over all workspaces needs a role in one of them; it sees no more than those. */
  private static boolean isPermitted(Action action, Caller caller, String workspace) {
    if (workspace == null && action.permission() != Permission.NONE) {
      return !caller.workspaces(action.permission()).isEmpty();
    }
    return caller.may(action.permission(), workspace);
  }

  private void readDialog() {
    callers.dialogAnswer(headers).ifPresent(context::answeredInDialog);
  }

  private void readIdempotencyKey(Action action) {
    String key = headers.getHeaderString(IDEMPOTENCY_KEY);
    if (key == null || action.readOnly()) {
      return;
    }
    if (key.isBlank() || key.length() > LONGEST_IDEMPOTENCY_KEY) {
      throw ProblemException.invalid("idempotency_key", "must have 1 to 255 characters");
    }
    context.keyed(key);
  }
}
