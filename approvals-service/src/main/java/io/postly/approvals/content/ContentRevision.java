package io.postly.approvals.content;

import io.postly.action.caller.Person;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A copy of one revision of a draft: what a reviewer judges. */
@Entity
@Immutable
public class ContentRevision {

  @EmbeddedId private RevisionId id;
  private String workspace;
  private String contentHash;
  private String title;
  private String text;

  @Convert(converter = VariantsColumn.class)
  private List<Variant> variants;

  @Convert(converter = PicturesColumn.class)
  private List<Picture> media;

  @Convert(converter = ThreadColumn.class)
  private List<ThreadPart> thread;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<UUID> channelIds;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> labels;

  private String authoredBy;
  private String authoredByName;
  private String authoredThrough;
  private Instant authoredAt;

  /** For Hibernate. */
  protected ContentRevision() {}

  ContentRevision(DraftRevised event) {
    this.id = new RevisionId(event.draftId(), event.revision());
    this.workspace = event.workspace();
    this.contentHash = event.contentHash();
    this.title = event.title();
    this.text = event.text();
    this.variants = event.variants();
    this.media = event.media();
    this.thread = event.thread();
    this.channelIds = event.channelIds();
    this.labels = event.labels();
    this.authoredBy = event.authoredBy().id();
    this.authoredByName = event.authoredBy().name();
    this.authoredThrough = event.authoredThrough();
    this.authoredAt = event.at();
  }

  /** The draft and the revision's number. */
  public RevisionId id() {
    return id;
  }

  /** The workspace that the draft belongs to. */
  public String workspace() {
    return workspace;
  }

  /** The fingerprint of what would be published. */
  public String contentHash() {
    return contentHash;
  }

  /** What the team calls the draft, or null. */
  public String title() {
    return title;
  }

  /** What would be published. */
  public String text() {
    return text;
  }

  /** The pictures that would be published, in their order. */
  public List<Picture> media() {
    return List.copyOf(media);
  }

  /** What would follow the text, in its order. */
  public List<ThreadPart> thread() {
    return List.copyOf(thread);
  }

  /** Texts, pictures and threads of their own for single networks. */
  public List<Variant> variants() {
    return List.copyOf(variants);
  }

  /** Where it would be published. */
  public List<UUID> channelIds() {
    return List.copyOf(channelIds);
  }

  /** What the team files it under. */
  public List<String> labels() {
    return List.copyOf(labels);
  }

  /** Who wrote this revision. */
  public Person author() {
    return new Person(authoredBy, authoredByName);
  }

  /** When it was written. */
  public Instant authoredAt() {
    return authoredAt;
  }

  /** Through which packaging it was written. */
  public String authoredThrough() {
    return authoredThrough;
  }
}
