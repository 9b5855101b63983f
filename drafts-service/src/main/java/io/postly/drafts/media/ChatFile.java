package io.postly.drafts.media;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file that a person attached in the chat, as ChatGPT passes it ({@code openai/fileParams} of the
 * Apps SDK). Only its address counts: what it is, is seen from its bytes.
 *
 * @param downloadUrl where it can be had for some minutes
 * @param fileId what the chat knows it by
 * @param mimeType what the chat takes it for, or null
 * @param fileName what it was called, or null
 */
@RegisterForReflection
@Schema(description = "Attached in the chat, which fills this in.")
record ChatFile(
    @Schema(required = true)
        @NotNull(message = "is required")
        @Size(max = 8192, message = "must have at most 8192 characters")
        String downloadUrl,
    @Schema(required = true) String fileId,
    String mimeType,
    String fileName) {}
