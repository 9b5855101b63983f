package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.postly.action.blob.BlobStoreException;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.TransientFailures;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;

/**
 * Tells what a failure means to a caller. Whatever was not foreseen is logged and answered without
 * detail.
 */
final class FailureTranslation {

  private static final Logger LOG = Logger.getLogger(FailureTranslation.class);
  private static final int PAYLOAD_TOO_LARGE = 413;

  private FailureTranslation() {}

  static ProblemException translate(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
    }
    // Only the body's reader throws these as they are; broken JSON elsewhere is Postly's failure.
    if (thrown instanceof JsonProcessingException json) {
      return badBody(json);
    }
    if (thrown instanceof WebApplicationException web
        && web.getCause() instanceof JsonProcessingException json) {
      return badBody(json);
    }
    if (thrown instanceof WebApplicationException web) {
      return ofHttp(web);
    }
    if (TransientFailures.isTransient(thrown)) {
      LOG.warn("A call failed for a passing reason", thrown);
      return ProblemException.of(
          ActionErrorCode.SERVICE_UNAVAILABLE,
          "Postly could not finish this call; nothing was changed.",
          thrown);
    }
    if (thrown instanceof BlobStoreException) {
      LOG.error("The store of blobs does not work", thrown);
      return ProblemException.of(
          ActionErrorCode.SERVICE_UNAVAILABLE,
          "Postly cannot keep or read files at this moment; nothing was changed.",
          thrown);
    }
    LOG.error("A call failed", thrown);
    return ProblemException.of(
        ActionErrorCode.INTERNAL_ERROR,
        "Postly failed to handle this call; nothing was changed.",
        thrown);
  }

  /**
   * Like {@link #translate}, for a failure of the commit: unless the database itself refused, the
   * work may be done all the same.
   */
  static ProblemException translateCommit(Throwable thrown, boolean isKeyed) {
    if (!TransientFailures.isTransient(thrown) || TransientFailures.isRolledBack(thrown)) {
      return translate(thrown);
    }
    LOG.warn("It is not known whether a call was committed", thrown);
    ProblemException unknown =
        ProblemException.of(
            ActionErrorCode.SERVICE_UNAVAILABLE,
            "Postly cannot tell whether this call was completed.",
            thrown);
    return isKeyed
        ? unknown
        : unknown.notRetryable().nextStep("Look whether it was done before you repeat it.");
  }

  private static ProblemException badBody(JsonProcessingException failure) {
    if (failure instanceof JsonMappingException mapping
        && !mapping.getPath().isEmpty()
        && !(mapping.getCause() instanceof StreamReadException)) {
      return ProblemException.invalid(
          JsonPaths.field(mapping.getPath()), "has the wrong type or format");
    }
    return ProblemException.of(
        ActionErrorCode.MALFORMED_BODY, "The body cannot be read as one JSON object.", failure);
  }

  private static ProblemException ofHttp(WebApplicationException failure) {
    return switch (failure) {
      case NotFoundException e ->
          ProblemException.of(ActionErrorCode.NOT_FOUND, "There is nothing at this address.", e);
      case NotAllowedException e ->
          ProblemException.of(
              ActionErrorCode.METHOD_NOT_ALLOWED, "This address does not take this method.", e);
      case NotSupportedException e ->
          ProblemException.of(
              ActionErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.", e);
      case NotAcceptableException e ->
          ProblemException.of(ActionErrorCode.NOT_ACCEPTABLE, "Answers are application/json.", e);
      default -> ofStatus(failure);
    };
  }

  private static ProblemException ofStatus(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    if (status == PAYLOAD_TOO_LARGE) {
      return ProblemException.of(
          ActionErrorCode.PAYLOAD_TOO_LARGE, "The body is too large.", failure);
    }
    if (status >= 400 && status < 500) {
      return ProblemException.of(
          ActionErrorCode.MALFORMED_BODY, "The request cannot be read.", failure);
    }
    LOG.error("A call failed", failure);
    return ProblemException.of(
        ActionErrorCode.INTERNAL_ERROR, "Postly failed to handle this call.", failure);
  }
}
