package io.postly.drafts.draft;

import io.postly.action.caller.Caller;
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

/** What a draft said at one time. Never changed: an edit adds the next one. */
@Entity
@Immutable
class Revision {

  private static final int EXCERPT = 140;

  @EmbeddedId private RevisionId id;
  private String title;
  private String text;

  @Convert(converter = VariantsColumn.class)
  private List<Variant> variants;

  @Convert(converter = MediaColumn.class)
  private List<MediaReference> media;

  @Convert(converter = ThreadColumn.class)
  private List<ThreadPart> thread;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<UUID> channelIds;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> labels;

  private String contentHash;
  private String authoredBy;
  private String authoredByName;
  private String authoredThrough;
  private Instant authoredAt;

  /** For Hibernate. */
  protected Revision() {}

  Revision(RevisionId id, Content content, Caller author, Instant now) {
    this.id = id;
    this.title = content.title();
    this.text = content.text();
    this.variants = content.variants();
    this.media = content.media();
    this.thread = content.thread();
    this.channelIds = content.channelIds();
    this.labels = content.labels();
    this.contentHash = ContentHash.of(content);
    this.authoredBy = author.id();
    this.authoredByName = author.name();
    this.authoredThrough = author.channel().label();
    this.authoredAt = now;
  }

  int number() {
    return id.number();
  }

  Content content() {
    return new Content(
        title,
        text,
        List.copyOf(channelIds),
        List.copyOf(variants),
        List.copyOf(labels),
        List.copyOf(media),
        List.copyOf(thread));
  }

  /** The beginning of the text, at most 140 code points. */
  String excerpt() {
    return text.codePointCount(0, text.length()) <= EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXCERPT - 1)) + "…";
  }

  /** What a person knows it by: the title, or the beginning of the text. */
  String heading() {
    return title == null ? excerpt() : title;
  }

  String contentHash() {
    return contentHash;
  }

  Person author() {
    return new Person(authoredBy, authoredByName);
  }

  String authoredThrough() {
    return authoredThrough;
  }

  Instant authoredAt() {
    return authoredAt;
  }
}
