package io.postly.scheduling.content;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.List;

/** What goes out on one network instead of the common content. */
@Embeddable
class VariantCopy {

  String text;

  @Convert(converter = PicturesColumn.class)
  List<PictureCopy> media;

  @Convert(converter = ThreadColumn.class)
  List<PartCopy> thread;

  /** Null for none. */
  String contentWarning;

  /** For Hibernate. */
  protected VariantCopy() {}

  VariantCopy(DraftRevised.Variant variant) {
    this.text = variant.text();
    this.media = variant.media();
    this.thread = variant.thread();
    this.contentWarning = variant.contentWarning();
  }
}
