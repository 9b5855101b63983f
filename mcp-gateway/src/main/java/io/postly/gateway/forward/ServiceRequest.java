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
 * @param body a JSON document
 * @param idempotencyKey the attempt's name
 * @param ifMatch the precondition, as it was sent
 * @param confirmedInDialog the confirmation that the client's own dialog has just given
 */
public record ServiceRequest(
    Operation operation,
    String service,
    String target,
    Optional<Buffer> body,
    Optional<String> idempotencyKey,
    Optional<String> ifMatch,
    Optional<String> confirmedInDialog) {

  /** The same request, which the person has confirmed in the client's own dialog. */
  public ServiceRequest confirmedInDialog(Optional<String> confirmation) {
    return new ServiceRequest(
        operation, service, target, body, idempotencyKey, ifMatch, confirmation);
  }
}
