package io.postly.drafts.channel;

import jakarta.persistence.Entity;
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

  /** For Hibernate. */
  protected Channel() {}

  Channel(UUID id, String workspace, String network, String name, int maxCharacters) {
    this.id = id;
    this.workspace = workspace;
    this.network = network;
    this.name = name;
    this.maxCharacters = maxCharacters;
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

  /** The most code points that one post may have. */
  public int maxCharacters() {
    return maxCharacters;
  }
}
