package io.postly.drafts.channel;

import io.postly.action.text.CharacterCount;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
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

  /** For Hibernate. */
  protected Channel() {}

  Channel(
      UUID id,
      String workspace,
      String network,
      String name,
      int maxCharacters,
      CharacterCount counting,
      PictureLimits pictures) {
    this.id = id;
    this.workspace = workspace;
    this.network = network;
    this.name = name;
    this.maxCharacters = maxCharacters;
    this.counting = counting;
    this.pictures = pictures;
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

  /** The length of a text, as the network counts. */
  public int characters(String text) {
    return counting.of(text);
  }

  /** What pictures one post may have. */
  public PictureLimits pictureLimits() {
    return pictures;
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
