package io.postly.action.pipeline;

import io.postly.action.blob.BlobMemory;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Limits how much of a body is read: of a file more than of JSON, but of all files that are taken
 * at the same time no more than there is memory for.
 */
@ApplicationScoped
public class BodyLimit {

  private final long largest;
  private final long largestUpload;
  private final BlobMemory memory;
  private final RoutingContext request;

  BodyLimit(ActionConfig config, BlobMemory memory, RoutingContext request) {
    this.largest = config.largestBody().asLongValue();
    this.largestUpload = config.largestUpload().asLongValue();
    this.memory = memory;
    this.request = request;
  }

  /**
   * The body as far as it may be read. Waits a short while if it is a file and others are being
   * taken.
   *
   * @param length as the caller declares it; negative if it does not
   * @throws ProblemException {@code service_unavailable} if they still are
   */
  InputStream limited(Method action, InputStream body, int length) {
    if (!takesFile(action)) {
      return new LimitedBody(body, largest);
    }
    BlobMemory.Held held =
        memory
            .hold(length < 0 ? largestUpload : Math.min(length, largestUpload))
            .orElseThrow(BodyLimit::busy);
    request.addEndHandler(_ -> held.close());
    return new LimitedBody(body, largestUpload);
  }

  private static ProblemException busy() {
    return ProblemException.of(
        ActionErrorCode.SERVICE_UNAVAILABLE,
        "Other files are being taken at this moment; nothing was changed.");
  }

  private static boolean takesFile(Method action) {
    Consumes consumes = action.getAnnotation(Consumes.class);
    return consumes != null
        && Arrays.asList(consumes.value()).contains(MediaType.APPLICATION_OCTET_STREAM);
  }
}
