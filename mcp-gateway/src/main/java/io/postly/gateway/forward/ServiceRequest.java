package io.postly.gateway.forward;

import io.postly.gateway.catalog.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What is sent to a service.
 *
 * @param operation what is performed
 * @param service by which service
 * @param target the encoded path and query
 * @param body a JSON document, or a file where the operation takes one
 * @param idempotencyKey the attempt's name
 * @param ifMatch the precondition, as it was sent
 * @param dialogAnswer what the person has just said in the client's own dialog
 */
public record ServiceRequest(
    Operation operation,
    String service,
    String target,
    Optional<Buffer> body,
    Optional<String> idempotencyKey,
    Optional<String> ifMatch,
    Optional<DialogAnswer> dialogAnswer) {

  /** What the service is told of the body, whatever the caller said of it. */
  String contentType() {
    return operation.takesFile() ? "application/octet-stream" : "application/json";
  }

  /** The same request, about which the person has been asked in the client's own dialog. */
  public ServiceRequest answeredInDialog(Optional<DialogAnswer> answer) {
    return new ServiceRequest(operation, service, target, body, idempotencyKey, ifMatch, answer);
  }
}
