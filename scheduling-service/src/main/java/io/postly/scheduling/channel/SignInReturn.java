package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code complete_channel_sign_in}: what a network gives a person to bring back. */
@RegisterForReflection
record SignInReturn(
    @Schema(description = "The state, as the network gives it back.", required = true)
        @NotBlank(message = "is required")
        @Size(max = 500, message = "must have at most 500 characters")
        String state,
    @Schema(description = "The code that the network gives.", required = true)
        @NotBlank(message = "is required")
        @Size(max = 4000, message = "must have at most 4000 characters")
        String code,
    @Schema(description = "Who says to have given the code: iss, where the network gives it.")
        @Size(max = 500, message = "must have at most 500 characters")
        String iss) {

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a sign-in";
  }
}
