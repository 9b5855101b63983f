package io.postly.approvals.invitation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All invitations to a review, of which there are few. */
@RegisterForReflection
@Schema(description = "The invitations to a review, the last first.")
record InvitationList(@Schema(required = true) List<InvitationAnswer> invitations) {}
