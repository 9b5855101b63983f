package io.postly.approvals.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code invite_reviewer}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A new invitation, with what the person needs to follow it.")
record CreatedInvitation(
    @Schema(required = true) InvitationAnswer invitation,
    @Schema(description = "Shown this once; send link and code by different ways.") Access access) {

  /** The member that is shown once. */
  static final String ACCESS = "access";

  /**
   * What lets somebody in.
   *
   * @param link where the invitation is
   * @param code what is asked for there
   */
  @RegisterForReflection
  @Schema(name = "InvitationAccess", description = "What lets the invited person in.")
  record Access(
      @Schema(description = "Where the invitation is.", required = true) String link,
      @Schema(description = "What is asked for there.", required = true) String code) {}
}
