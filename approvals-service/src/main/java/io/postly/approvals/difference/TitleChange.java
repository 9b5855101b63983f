package io.postly.approvals.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A title that is another one now, or came, or went. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A title that is another one now, or came, or went.")
record TitleChange(
    @Schema(description = "The earlier title; absent if there was none.") String before,
    @Schema(description = "The later title; absent if there is none.") String after) {}
