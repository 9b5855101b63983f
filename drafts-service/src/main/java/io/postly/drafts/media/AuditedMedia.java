package io.postly.drafts.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the audit entry tells of adding a picture.
 *
 * @param media what was added; null if nothing was
 * @param fetchedFrom the host that was asked for it, which an address can tell much: written down
 *     even if nothing came of it; null if nobody was asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditedMedia(@JsonUnwrapped MediaAnswer media, String fetchedFrom) {}
