package io.postly.drafts.media;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
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
@Schema(description = "A picture that the person attached in the chat; the chat fills this in.")
record ChatFile(
    @Schema(required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = 8192, message = "must have at most 8192 characters")
        String downloadUrl,
    @Schema(required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = 300, message = "must have at most 300 characters")
        String fileId,
    @Size(max = 255, message = "must have at most 255 characters") String mimeType,
    @Size(max = 1000, message = "must have at most 1000 characters") String fileName) {}
