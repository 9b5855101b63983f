package io.postly.action.pipeline;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.Problem;
import io.postly.action.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets a caller send the revision that it has read as {@code If-Match} (RFC 9110, section 13.1.1)
 * instead of as {@code expected_revision} in the body. It is put into the body before anything else
 * looks at it, so that both ways are the same call: to the rules, and to the idempotency key.
 *
 * <p>A precondition that fails is answered with 412 instead of 409, as the RFC has it; the code is
 * {@code stale_revision} either way. One that this cannot check is refused, never ignored.
 */
@ApplicationScoped
public class IfMatch {

  private static final String FIELD = "if_match";
  private static final String COMPONENT = "expectedRevision";
  private static final Pattern REVISION_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");
  private static final int PRECONDITION_FAILED = 412;

  private final HttpHeaders headers;
  private final ActionContext context;
  private final UnreadableFields unreadable;

  IfMatch(HttpHeaders headers, ActionContext context, UnreadableFields unreadable) {
    this.headers = headers;
    this.context = context;
    this.unreadable = unreadable;
  }

  /** Completes the call's body; what is wrong with the header becomes a violation. */
  void complete(InvocationContext call) {
    List<String> sent = headers.getRequestHeader(HttpHeaders.IF_MATCH);
    if (sent == null || sent.isEmpty()) {
      return;
    }
    Optional<Integer> body = bodyWithRevision(call);
    Optional<Integer> revision = revision(sent);
    if (body.isEmpty()) {
      refuse("is not taken by this action");
    } else if (revision.isEmpty()) {
      refuse("must be the ETag of one answer, a revision in quotes: \"3\"");
    } else {
      complete(call, body.get(), revision.get());
    }
  }

  /** The problem as it is answered. */
  Problem answer(Problem problem) {
    return context.isConditional() && problem.code().equals(ActionErrorCode.STALE_REVISION.code())
        ? problem.withStatus(PRECONDITION_FAILED)
        : problem;
  }

  private void complete(InvocationContext call, int body, int revision) {
    context.conditional();
    Object[] arguments = call.getParameters();
    if (!(arguments[body] instanceof Record sent)) {
      return;
    }
    Object expected = value(sent, component(sent.getClass()).orElseThrow());
    if (expected == null) {
      arguments[body] = withRevision(sent, revision);
      call.setParameters(arguments);
    } else if (!expected.equals(revision)) {
      refuse("must name the same revision as expected_revision");
    }
  }

  private void refuse(String message) {
    unreadable.add(Violation.of(FIELD, message));
  }

  private static Optional<Integer> revision(List<String> sent) {
    Matcher tag = REVISION_TAG.matcher(String.join(",", sent).strip());
    return tag.matches() ? Optional.of(Integer.valueOf(tag.group(1))) : Optional.empty();
  }

  private static Optional<Integer> bodyWithRevision(InvocationContext call) {
    Class<?>[] types = call.getMethod().getParameterTypes();
    return Stream.iterate(0, index -> index < types.length, index -> index + 1)
        .filter(index -> component(types[index]).isPresent())
        .findFirst();
  }

  private static Optional<RecordComponent> component(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .filter(component -> component.getName().equals(COMPONENT))
            .findFirst()
        : Optional.empty();
  }

  private static Object withRevision(Record body, int revision) {
    RecordComponent[] components = body.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(
                component ->
                    component.getName().equals(COMPONENT) ? revision : value(body, component))
            .toArray();
    try {
      var constructor = body.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A body cannot be made with its revision", e);
    }
  }

  private static Object value(Record body, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A body cannot be read", e);
    }
  }
}
