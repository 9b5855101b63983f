package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One post as it is to stand on a network: a publication, or a part that follows one in its thread.
 *
 * @param publicationId the publication's, or the part's: the same at every attempt, which lets a
 *     receiver recognize a repetition
 * @param workspace the workspace's slug
 * @param draftId the draft that the text is from
 * @param revision the approved revision of the draft
 * @param channelId the account to post to
 * @param text the text for this network
 * @param pictures the pictures for this network, in their order
 * @param thread the texts that are to follow, in their order
 * @param follows what the network knows the post by that this one replies to; empty for a first one
 * @param contentWarning what is to be shown in the place of it until a reader asks for more; of a
 *     change, an empty text takes away what stands, and where there is none that stays
 * @param dueAt when it is to go out, or a change of it; nothing of that was sent before, and it is
 *     the same at every attempt
 */
public record Post(
    UUID publicationId,
    String workspace,
    UUID draftId,
    int revision,
    UUID channelId,
    String text,
    List<Picture> pictures,
    List<String> thread,
    Optional<String> follows,
    Optional<String> contentWarning,
    Instant dueAt) {

  /** Copies the lists. */
  public Post {
    pictures = List.copyOf(pictures);
    thread = List.copyOf(thread);
  }

  /** A post that nothing follows. */
  public Post(
      UUID publicationId,
      String workspace,
      UUID draftId,
      int revision,
      UUID channelId,
      String text,
      List<Picture> pictures,
      Instant dueAt) {
    this(
        publicationId,
        workspace,
        draftId,
        revision,
        channelId,
        text,
        pictures,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        dueAt);
  }

  /** A post without a content warning. */
  public Post(
      UUID publicationId,
      String workspace,
      UUID draftId,
      int revision,
      UUID channelId,
      String text,
      List<Picture> pictures,
      List<String> thread,
      Optional<String> follows,
      Instant dueAt) {
    this(
        publicationId,
        workspace,
        draftId,
        revision,
        channelId,
        text,
        pictures,
        thread,
        follows,
        Optional.empty(),
        dueAt);
  }

  /** The same as a reply to what the network knows by that reference. */
  public Post after(String reference) {
    return new Post(
        publicationId,
        workspace,
        draftId,
        revision,
        channelId,
        text,
        pictures,
        thread,
        Optional.of(reference),
        contentWarning,
        dueAt);
  }

  /** The same behind that content warning. */
  public Post behind(Optional<String> warning) {
    return new Post(
        publicationId,
        workspace,
        draftId,
        revision,
        channelId,
        text,
        pictures,
        thread,
        follows,
        warning,
        dueAt);
  }
}
