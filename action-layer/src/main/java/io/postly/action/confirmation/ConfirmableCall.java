package io.postly.action.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/**
 * A call as far as a confirmation binds it.
 *
 * @param actionId the call's identifier
 * @param binding whose call it is, and which
 * @param title the action's title
 * @param preview what the person is to see
 * @param answer what the call would answer
 * @param confirmedInDialog the confirmation that the client's own dialog has given, by the
 *     gateway's word
 */
public record ConfirmableCall(
    UUID actionId,
    Binding binding,
    String title,
    Preview preview,
    JsonNode answer,
    Optional<UUID> confirmedInDialog) {}
