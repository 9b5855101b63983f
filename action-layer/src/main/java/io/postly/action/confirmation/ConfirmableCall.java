package io.postly.action.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.caller.DialogAnswer;
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
 * @param dialogAnswer what the person has said in the client's own dialog
 */
public record ConfirmableCall(
    UUID actionId,
    Binding binding,
    String title,
    Preview preview,
    JsonNode answer,
    Optional<DialogAnswer> dialogAnswer) {}
