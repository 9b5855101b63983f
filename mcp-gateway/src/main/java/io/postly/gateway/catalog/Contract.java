package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service's OpenAPI 3.1 document.
 *
 * @param service the service's name
 * @param document read-only
 */
public record Contract(String service, ObjectNode document) {}
