package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.Problem;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.problem.GatewayErrorCode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The problem responses that operations have in common, one per status. */
enum ProblemResponse {
  BAD_REQUEST(400, Where.EVERYWHERE),
  UNAUTHORIZED(401, Where.EVERYWHERE, AnswerHeader.CHALLENGE),
  FORBIDDEN(403, Where.EVERYWHERE, AnswerHeader.CHALLENGE),
  NOT_FOUND(404, Where.NAMED_OBJECT),
  CONFLICT(409, Where.CHANGE) {
    @Override
    String description() {
      return super.description()
          + " Or a rule forbids it as things are: next_step says what to do.";
    }
  },
  PRECONDITION_FAILED(412, Where.EXPECTED_REVISION) {
    @Override
    String description() {
      return sentence(ActionErrorCode.STALE_REVISION) + " If-Match named an earlier revision.";
    }
  },
  CONTENT_TOO_LARGE(413, Where.BODY),
  UNSUPPORTED_MEDIA_TYPE(415, Where.BODY),
  IDEMPOTENCY_KEY_REUSED(422, Where.CHANGE),
  CONFIRMATION_REQUIRED(428, Where.CONFIRMED),
  TOO_MANY_REQUESTS(429, Where.EVERYWHERE, AnswerHeader.RETRY_AFTER),
  INTERNAL_ERROR(500, Where.EVERYWHERE),
  SERVICE_UNAVAILABLE(503, Where.EVERYWHERE),
  ANSWER_LOST(504, Where.CHANGE),
  OTHER_PROBLEM(0, Where.EVERYWHERE) {
    @Override
    String key() {
      return "default";
    }

    @Override
    String description() {
      return "What is wrong.";
    }
  };

  private final int status;
  private final Where where;
  private final AnswerHeader header;

  /** The operations that are answered so. */
  private enum Where {
    EVERYWHERE,
    NAMED_OBJECT,
    BODY,
    CHANGE,
    EXPECTED_REVISION,
    CONFIRMED
  }

  ProblemResponse(int status, Where where) {
    this(status, where, null);
  }

  ProblemResponse(int status, Where where, AnswerHeader header) {
    this.status = status;
    this.where = where;
    this.header = header;
  }

  /** All of them, as the document's components. */
  static ObjectNode components() {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    for (ProblemResponse response : values()) {
      components.set(response.componentName(), response.describe());
    }
    return components;
  }

  /** Whether the operation may be answered so. */
  boolean isAnswerOf(Operation operation) {
    return switch (where) {
      case EVERYWHERE -> true;
      case NAMED_OBJECT -> operation.path().contains("{");
      case BODY -> operation.body().isPresent();
      case CHANGE -> !operation.hints().readOnly();
      case CONFIRMED -> operation.hints().confirmed();
      case EXPECTED_REVISION ->
          operation
              .body()
              .filter(body -> body.path("properties").has("expected_revision"))
              .isPresent();
    };
  }

  /** The name among an operation's responses. */
  String key() {
    return Integer.toString(status);
  }

  /** The name among the components. */
  String componentName() {
    return Stream.of(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** The codes that have this status. Services add some of their own to 409. */
  String description() {
    return Stream.<ErrorCode>concat(
            Stream.of(ActionErrorCode.values()), Stream.of(GatewayErrorCode.values()))
        .filter(code -> code.definition().status() == status)
        .map(ProblemResponse::sentence)
        .collect(Collectors.joining(" "));
  }

  private static String sentence(ErrorCode code) {
    return "%s: %s.".formatted(code.code(), code.definition().title());
  }

  private ObjectNode describe() {
    ObjectNode response = JsonNodeFactory.instance.objectNode().put("description", description());
    AnswerHeader.addCommon(response);
    if (header != null) {
      header.addTo(response);
    }
    response
        .putObject("content")
        .putObject(Problem.MEDIA_TYPE)
        .set("schema", References.to("schemas", "Problem"));
    return response;
  }
}
