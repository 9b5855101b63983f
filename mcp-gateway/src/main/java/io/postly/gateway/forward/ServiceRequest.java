package io.postly.gateway.forward;

import io.postly.gateway.catalog.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What is sent to a service.
 *
 * @param operation what is performed
 * @param target the encoded path and query
 * @param body a JSON document
 * @param idempotencyKey the attempt's name
 * @param ifMatch the precondition, as it was sent
 */
public record ServiceRequest(
    Operation operation,
    String target,
    Optional<Buffer> body,
    Optional<String> idempotencyKey,
    Optional<String> ifMatch) {}
