package io.postly.approvals.console.api;

import io.postly.action.text.CharacterCount;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A channel that the workspace publishes on.
 *
 * @param maxCharacters the most that one post may have
 * @param maxCharactersWithPictures the most beside pictures, or null if that is the same
 * @param counting what the network counts as a character
 * @param trouble why nothing goes out on it until a person reconnects it, or null
 * @param accessUntil when its network ends the access unless somebody signs in again, or null
 * @param leftAloneUntil until when nothing is tried on it, or null
 * @param visibility who sees its posts, or null where the account's own default decides
 */
@TemplateData
@RegisterForReflection
public record Channel(
    UUID id,
    String network,
    String name,
    String address,
    int maxCharacters,
    Integer maxCharactersWithPictures,
    CharacterCount counting,
    String trouble,
    Instant connectedAt,
    Instant accessUntil,
    Instant leftAloneUntil,
    String visibility) {

  /** The most that one post may have, with pictures or without. */
  public int maxCharacters(boolean hasPictures) {
    return hasPictures && maxCharactersWithPictures != null
        ? maxCharactersWithPictures
        : maxCharacters;
  }
}
