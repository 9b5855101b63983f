package io.postly.drafts.channel;

import io.postly.action.text.CharacterCount;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.Optional;
import java.util.UUID;

/** This service's copy of a connected channel. */
@Entity
public class Channel {

  @Id private UUID id;
  private String workspace;
  private String network;
  private String name;
  private int maxCharacters;

  @Enumerated(EnumType.STRING)
  private CharacterCount counting;

  private boolean disconnected;

  @Embedded private PictureLimits pictures;

  private int maxThread;
  private boolean contentWarnings;

  /** For Hibernate. */
  protected Channel() {}

  Channel(
      UUID id,
      String workspace,
      String network,
      String name,
      int maxCharacters,
      CharacterCount counting,
      PictureLimits pictures,
      int maxThread,
      boolean contentWarnings) {
    this.id = id;
    this.workspace = workspace;
    this.network = network;
    this.name = name;
    this.maxCharacters = maxCharacters;
    this.counting = counting;
    this.pictures = pictures;
    this.maxThread = maxThread;
    this.contentWarnings = contentWarnings;
  }

  void disconnect() {
    disconnected = true;
  }

  /** Whether nothing goes out on it any more. */
  public boolean isDisconnected() {
    return disconnected;
  }

  /** The channel's identifier. */
  public UUID id() {
    return id;
  }

  /** The workspace that connected it. */
  public String workspace() {
    return workspace;
  }

  /** The network's name, such as {@code sandbox}. */
  public String network() {
    return network;
  }

  /** What the workspace calls it. */
  public String name() {
    return name;
  }

  /**
   * The length of a text with the content warning before it, as the network counts.
   *
   * @param contentWarning null for none
   */
  public int characters(String text, String contentWarning) {
    return counting.of(text, contentWarning);
  }

  /** Whether a post may have a content warning. */
  public boolean takesContentWarnings() {
    return contentWarnings;
  }

  /** What pictures one post may have. */
  public PictureLimits pictureLimits() {
    return pictures;
  }

  /** How many parts may follow a text in its thread. */
  public int maxThread() {
    return maxThread;
  }

  /**
   * What is wrong with that number of parts that follow a text, as a phrase with a {@code %s} where
   * the channel is to be named; empty if it will do.
   */
  public Optional<String> objectionToThread(int count) {
    if (count <= maxThread) {
      return Optional.empty();
    }
    return Optional.of(
        maxThread == 0
            ? "cannot go to %s: it takes no threads"
            : "has " + count + " parts; %s takes at most " + maxThread);
  }

  /**
   * The most characters that one post may have, as the network counts.
   *
   * @param besidePictures whether it has pictures, too
   */
  public int maxCharacters(boolean besidePictures) {
    return besidePictures && pictures.maxText() != null ? pictures.maxText() : maxCharacters;
  }
}
