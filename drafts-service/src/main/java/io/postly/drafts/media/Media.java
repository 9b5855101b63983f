package io.postly.drafts.media;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.drafts.picture.Picture;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A picture that a workspace has, cleaned. Never changed: its identifier means the same bytes for
 * ever. The bytes stand in the blob store.
 */
@Entity
@Immutable
public class Media {

  @Id private UUID id;
  private String workspace;
  private String sha256;
  private String type;
  private int bytes;
  private int width;
  private int height;
  private boolean turned;
  private String addedBy;
  private String addedByName;
  private Instant addedAt;

  /** For Hibernate. */
  protected Media() {}

  Media(UUID id, String workspace, String sha256, Picture picture, Caller caller, Instant now) {
    this.id = id;
    this.workspace = workspace;
    this.sha256 = sha256;
    this.type = picture.type().mediaType();
    this.bytes = picture.content().length;
    this.width = picture.width();
    this.height = picture.height();
    this.turned = picture.turned();
    this.addedBy = caller.id();
    this.addedByName = caller.name();
    this.addedAt = now;
  }

  /** What drafts name it by. */
  public UUID id() {
    return id;
  }

  /** Whose it is. */
  public String workspace() {
    return workspace;
  }

  /** What the blob store names it by. */
  public String sha256() {
    return sha256;
  }

  /** Its media type, {@code image/jpeg}. */
  public String type() {
    return type;
  }

  /** The size of the file. */
  public int bytes() {
    return bytes;
  }

  /** In pixels, as it is shown. */
  public int width() {
    return width;
  }

  /** In pixels, as it is shown. */
  public int height() {
    return height;
  }

  /** Whether its file asks for it to be turned or mirrored where it is shown. */
  public boolean isTurned() {
    return turned;
  }

  Person addedBy() {
    return new Person(addedBy, addedByName);
  }

  Instant addedAt() {
    return addedAt;
  }
}
