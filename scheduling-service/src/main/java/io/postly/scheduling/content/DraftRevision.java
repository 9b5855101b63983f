package io.postly.scheduling.content;

import io.postly.scheduling.network.Picture;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;

/** A copy of one revision of a draft. Written once, never changed. */
@Entity
public class DraftRevision {

  @EmbeddedId RevisionId id;
  String workspace;
  String contentHash;
  String title;
  String text;
  UUID[] channelIds;

  @Convert(converter = PicturesColumn.class)
  List<PictureCopy> media;

  @Convert(converter = ThreadColumn.class)
  List<PartCopy> thread;

  Instant revisedAt;

  @ElementCollection
  @BatchSize(size = 100)
  @CollectionTable(
      name = "draft_variant",
      joinColumns = {@JoinColumn(name = "draft_id"), @JoinColumn(name = "revision")})
  @MapKeyColumn(name = "network")
  Map<String, VariantCopy> variants = new HashMap<>();

  protected DraftRevision() {}

  DraftRevision(DraftRevised event) {
    this.id = new RevisionId(event.draftId(), event.revision());
    this.workspace = event.workspace();
    this.contentHash = event.contentHash();
    this.title = event.title();
    this.text = event.text();
    this.channelIds = event.channelIds().toArray(UUID[]::new);
    this.media = event.media();
    this.thread = event.thread();
    this.revisedAt = event.at();
    event.variants().forEach(variant -> variants.put(variant.network(), new VariantCopy(variant)));
  }

  /** The draft that this is a revision of. */
  public UUID draftId() {
    return id.draftId();
  }

  /** The workspace of the draft. */
  public String workspace() {
    return workspace;
  }

  /** Counts from 1. */
  public int revision() {
    return id.revision();
  }

  /** Names what goes out; equal for revisions that differ in title and labels alone. */
  public String contentHash() {
    return contentHash;
  }

  /** What people know the draft by, if they named it. */
  public Optional<String> title() {
    return Optional.ofNullable(title);
  }

  /** The channels that the content is for. */
  public List<UUID> channelIds() {
    return Arrays.asList(channelIds);
  }

  /** The text for a network: its variant, or else the common text. */
  public String textFor(String network) {
    return Optional.ofNullable(variants.get(network)).map(own -> own.text).orElse(text);
  }

  /** The pictures for a network: its variant's, or else the common ones. */
  public List<Picture> picturesFor(String network) {
    return Optional.ofNullable(variants.get(network)).map(own -> own.media).orElse(media).stream()
        .map(PictureCopy::picture)
        .toList();
  }

  /** The texts that follow the text on a network: its variant's, or else the common ones. */
  public List<String> threadFor(String network) {
    return Optional.ofNullable(variants.get(network)).map(own -> own.thread).orElse(thread).stream()
        .map(PartCopy::text)
        .toList();
  }

  /**
   * What a network shows in the place of a post, and of each that follows it, until a reader asks
   * for more: its variant's, or else none.
   */
  public Optional<String> contentWarningFor(String network) {
    return Optional.ofNullable(variants.get(network)).map(own -> own.contentWarning);
  }

  /**
   * A part of the thread on a network.
   *
   * @param number counts from 2, for the text is the first; empty for one that this copy has not
   */
  public Optional<String> partFor(String network, int number) {
    return threadFor(network).stream().skip(number - 2L).findFirst();
  }
}
