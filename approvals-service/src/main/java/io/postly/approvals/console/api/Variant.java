package io.postly.approvals.console.api;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The text that is meant for one network.
 *
 * @param media its pictures; null for those of the draft
 * @param thread what follows it; null for what follows the text of the draft
 * @param contentWarning what is shown in the place of all of it until a reader asks for more; null
 *     for none
 */
@TemplateData
@RegisterForReflection
public record Variant(
    String network,
    String text,
    List<Picture> media,
    List<ThreadPart> thread,
    String contentWarning) {

  /** One without a warning before it. */
  public Variant(String network, String text, List<Picture> media, List<ThreadPart> thread) {
    this(network, text, media, thread, null);
  }
}
