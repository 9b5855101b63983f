package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One post as it is to stand on a network.
 *
 * @param publicationId the same at every attempt: what lets a receiver recognize a repetition
 * @param workspace the workspace's slug
 * @param draftId the draft that the text is from
 * @param revision the approved revision of the draft
 * @param channelId the account to post to
 * @param text the text for this network
 * @param pictures the pictures for this network, in their order
 * @param dueAt when it is to go out; nothing of it was sent before, and it is the same at every
 *     attempt
 */
public record Post(
    UUID publicationId,
    String workspace,
    UUID draftId,
    int revision,
    UUID channelId,
    String text,
    List<Picture> pictures,
    Instant dueAt) {

  /** Copies the list. */
  public Post {
    pictures = List.copyOf(pictures);
  }
}
