package io.postly.action.confirmation;

import io.postly.action.problem.ConfirmationOffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A call that an assistant wants to make, and what the person has decided about it.
 *
 * @param id its identifier in this service
 * @param binding whose call it is for, and which
 * @param title the action's title
 * @param contentHash the fingerprint of what would go out
 * @param summary what would be done
 * @param content what would go out where
 * @param preview what the call would answer, as JSON
 * @param stored the state as of the database
 * @param requestedAt when it was first asked for
 * @param expiresAt after this instant it is worth nothing
 */
record Confirmation(
    UUID id,
    Binding binding,
    String title,
    String contentHash,
    String summary,
    List<ConfirmationOffer.Content> content,
    String preview,
    ConfirmationState stored,
    Instant requestedAt,
    Instant expiresAt) {

  ConfirmationState state(Instant now) {
    boolean isPending = stored == ConfirmationState.OPEN || stored == ConfirmationState.GIVEN;
    return isPending && now.isAfter(expiresAt) ? ConfirmationState.EXPIRED : stored;
  }
}
